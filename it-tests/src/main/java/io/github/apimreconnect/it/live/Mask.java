package io.github.apimreconnect.it.live;

import io.github.apimreconnect.client.BackendId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replaces what must not be published or differs each time: the operator's names, tenants, hosts and addresses, tokens,
 * claims, ids and users, and times. One pass, so that no replacement is replaced.
 */
final class Mask {
    private static final int LONGEST = 1_200;
    private static final String HEX = "\\p{XDigit}";
    private static final String LABEL = "[\\w-]{1,63}";
    /** Hosts that are the same for everyone; of any other, the name may be the operator's. */
    private static final String PUBLIC_HOSTS = Stream.of(
                    "localhost",
                    "aka.ms",
                    "docs.microsoft.com",
                    "go.microsoft.com",
                    "learn.microsoft.com",
                    "login.chinacloudapi.cn",
                    "login.microsoftonline.com",
                    "login.microsoftonline.us",
                    "login.partner.microsoftonline.cn",
                    "login.windows.net",
                    "management.azure.com",
                    "management.chinacloudapi.cn",
                    "management.core.windows.net",
                    "management.usgovcloudapi.net",
                    "portal.azure.com")
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?:", ")"));

    private record Masked(String pattern, String placeholder) {}

    /** In the order they are tried at each place of a text. */
    private final List<Masked> all = new ArrayList<>();

    private final Pattern pattern;

    Mask(BackendId backend, UnknownNames unknown) {
        add("{token}", "eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
        // In base64: of a challenge for another network, the address of the caller.
        add("{claims}", "(?<=claims=\")[^\"]+");
        add("{unknown}", "live[-_.]" + unknown.digits() + "x*|" + unknown.digits() + "|" + unknown.subscription());
        inUrls();
        names(backend);
        ids();
        add("{time}", "\\d+/\\d+/\\d{4} \\d+:\\d{2}:\\d{2} [AP]M");
        add("{time}", "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z");
        this.pattern = Pattern.compile(
                all.stream().map(one -> "(" + one.pattern + ")").collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private void add(String placeholder, String masked) {
        all.add(new Masked(masked, placeholder));
    }

    private void inUrls() {
        String character = "(?!" + Encoded.SLASH + ")[^\\s/?#\"'<>|,;)]";
        add(
                "{host}",
                "(?<=(?::|" + Encoded.PERCENT + "3A)" + Encoded.SLASH + Encoded.SLASH + ")(?!" + PUBLIC_HOSTS
                        + "(?::\\d+)?(?!\\.?[\\w@:-]))(?:" + character + ")+");
        add("{tenant}", "(?<=://login\\.[\\w.]{3,40}/)(?!(?:common|organizations)(?![\\w.-]))(?:" + character + ")+");
        // Links of ARM to operations and to storage are signed in their query.
        add("{value}", "(?<=(?:[?&]|&amp;)(?!api-version=)[\\w.$-]{1,64}=)[^&\\s\"'<>]+");
    }

    private void names(BackendId backend) {
        record Name(String name, String placeholder) {}
        Stream.of(
                        new Name(backend.subscription(), "{subscription}"),
                        new Name(backend.resourceGroup(), "{resourceGroup}"),
                        new Name(backend.service(), "{service}"),
                        new Name(backend.backend(), "{backend}"))
                .sorted(Comparator.comparingInt((Name one) -> one.name.length()).reversed())
                .forEach(one -> add(one.placeholder, Encoded.word(one.name)));
    }

    private void ids() {
        add("{uuid}", HEX + "{8}(?:" + Encoded.DASH + HEX + "{4}){3}" + Encoded.DASH + HEX + "{12}");
        add("{uuid without dashes}", "(?<!" + HEX + ")" + HEX + "{32}(?!" + HEX + ")");
        add("{user}", "[\\w.+-]{1,64}" + Encoded.AT + LABEL + "(?:\\." + LABEL + ")+");
        add(
                "{tenant}",
                "(?<![\\w.-])(?:" + LABEL + "\\.){1,5}(?:onmicrosoft\\.(?:com|us|de|cn)|partner\\.onmschina\\.cn)"
                        + "(?![\\w-])");
        add("{address}", "(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\.?\\w)");
        add(
                "{address}",
                "(?<![\\w:])(?=[\\p{XDigit}:]*::|(?:" + HEX + "{1,4}:){7}" + HEX + ")[\\p{XDigit}:]{3,39}(?![\\w:])");
    }

    String apply(String text) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(placeholder(found)));
    }

    /** Returns a masked text as one line for a terminal, shortened. */
    String line(String text) {
        String line = apply(text).strip().replaceAll("\\s+", " ").replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private String placeholder(MatchResult found) {
        for (int i = 0; i < all.size(); i++) {
            if (found.group(i + 1) != null) {
                return all.get(i).placeholder;
            }
        }
        throw new IllegalStateException("No group of the pattern matched");
    }
}
