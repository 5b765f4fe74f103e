package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came, whole.
 *
 * @param arrived when the head had been read, on the mock's clock
 * @param method the method, as sent
 * @param target the request target, as sent
 * @param path the path of the target
 * @param query the query of the target, as sent, empty if there is none
 * @param headers the headers
 * @param body the body, or as much as fits {@link #MAX_BODY}
 * @param bodyTooLarge whether there was more of it
 * @param origin what the mock calls itself, such as {@code https://localhost:8443}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ArmRequest(
        Instant arrived,
        String method,
        String target,
        ArmPath path,
        String query,
        HttpHeaders headers,
        byte[] body,
        boolean bodyTooLarge,
        String origin) {
    static final int MAX_BODY = 1024 * 1024;

    /** Proxies send scheme and authority, too. */
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?i:https?)://" + HeadCheck.AUTHORITY + "(?:/|(?=\\?)|$)(.*)");

    /** By character: the printable ones of ASCII, but those that RFC 3986 leaves out. */
    private static final boolean[] OF_URI = new boolean[128];

    static {
        Arrays.fill(OF_URI, '!', '~' + 1, true);
        "\"#<>\\^`{|}".chars().forEach(c -> OF_URI[c] = false);
    }

    static ArmRequest of(Instant arrived, HttpRequest head, byte[] body, boolean bodyTooLarge, String origin) {
        String target = head.uri();
        String path = path(target);
        int question = path.indexOf('?');
        String query = question < 0 ? "" : path.substring(question + 1);
        return new ArmRequest(
                arrived,
                head.method().name(),
                target,
                read(path, question < 0 ? path.length() : question, query),
                query,
                head.headers(),
                body,
                bodyTooLarge,
                origin);
    }

    /** The target from its path on; empty if it has none. */
    static String path(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        return absolute.matches() ? "/" + absolute.group(1) : "";
    }

    /** The path of a readable target, decoded. */
    static ArmPath pathOf(String target) {
        String path = path(target);
        int question = path.indexOf('?');
        return ArmPath.of(path, question < 0 ? path.length() : question);
    }

    private static ArmPath read(String pathAndQuery, int pathEnd, String query) {
        if (pathEnd == 0 || !isOfUri(pathAndQuery)) {
            return ArmPath.UNREADABLE;
        }
        try {
            Query.check(query);
            return ArmPath.of(pathAndQuery, pathEnd);
        } catch (IllegalArgumentException e) {
            return ArmPath.UNREADABLE;
        }
    }

    private static boolean isOfUri(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= OF_URI.length || !OF_URI[c]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the target is a URI, and its escapes are text. */
    boolean isReadable() {
        return path.isReadable();
    }

    Optional<String> header(CharSequence name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A value of the query, or null; never one of an unreadable query. */
    @Nullable
    String queryParameter(String name) {
        return query.isEmpty() || !isReadable() ? null : Query.value(query, name);
    }
}
