package io.github.apimreconnect.it.live;

import io.github.apimreconnect.client.BackendId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces what must not be published or differs each time: the operator's names, tokens, ids and users, and times. One
 * pass, so that no replacement is replaced.
 */
final class Mask {
    private static final int LONGEST = 1_200;
    private static final String UUID = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    private record Masked(String pattern, String placeholder) {
        /** A name is not replaced within a longer word. */
        static Masked name(String name, String placeholder) {
            return new Masked(
                    "(?<![\\p{L}\\p{N}])(?:" + Pattern.quote(name) + "|" + Pattern.quote(RawRequest.encoded(name))
                            + ")(?![\\p{L}\\p{N}])",
                    placeholder);
        }
    }

    private final List<Masked> all = new ArrayList<>();
    private final Pattern pattern;

    Mask(BackendId backend, UnknownNames unknown) {
        record Name(String name, String placeholder) {}
        all.add(new Masked("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*", "{token}"));
        all.add(new Masked("live[-_.]" + unknown.digits() + "x*|" + unknown.subscription(), "{unknown}"));
        List.of(
                        new Name(backend.subscription(), "{subscription}"),
                        new Name(backend.resourceGroup(), "{resourceGroup}"),
                        new Name(backend.service(), "{service}"),
                        new Name(backend.backend(), "{backend}"))
                .stream()
                .sorted(Comparator.comparingInt((Name one) -> one.name.length()).reversed())
                .forEach(one -> all.add(Masked.name(one.name, one.placeholder)));
        all.add(new Masked(UUID, "{uuid}"));
        all.add(new Masked("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+", "{user}"));
        all.add(new Masked("\\d+/\\d+/\\d{4} \\d+:\\d{2}:\\d{2} [AP]M", "{time}"));
        all.add(new Masked("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?Z", "{time}"));
        this.pattern = Pattern.compile(
                all.stream().map(one -> "(" + one.pattern + ")").collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    String apply(String text) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(placeholder(found)));
    }

    /** Returns a masked text as one line for a terminal, shortened. */
    String line(String text) {
        String line = apply(text).strip().replaceAll("\\s+", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?");
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
