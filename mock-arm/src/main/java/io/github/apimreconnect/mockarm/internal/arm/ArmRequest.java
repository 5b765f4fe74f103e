package io.github.apimreconnect.mockarm.internal.arm;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A complete request.
 *
 * @param arrived when the head was read, on the mock's clock
 * @param method the method, as sent
 * @param target the request target, as sent
 * @param path the path of the target
 * @param query the query of the target, as sent, empty if there is none
 * @param headers the headers
 * @param body the body, up to {@link #MAX_BODY}
 * @param bodyTooLarge whether the body exceeds that limit
 * @param origin the mock's own origin, such as {@code https://localhost:8443}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ArmRequest(
        Instant arrived,
        String method,
        String target,
        ArmPath path,
        String query,
        HttpHeaders headers,
        byte[] body,
        boolean bodyTooLarge,
        String origin) {
    public static final int MAX_BODY = 1024 * 1024;
    /** The request id chosen by the caller. */
    public static final AsciiString CLIENT_REQUEST_ID = AsciiString.cached("x-ms-client-request-id");

    /** A name or an address, and an optional port (RFC 3986). */
    public static final String AUTHORITY = "(?:[A-Za-z0-9._~%!$&'()*+;=-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]*)?";

    /** The absolute form, with scheme and authority, as proxies send it. */
    private static final Pattern ABSOLUTE = Pattern.compile("(?i:https?)://(" + AUTHORITY + ")(?:/|(?=\\?)|$)(.*)");

    /** Characters allowed in a URI: printable ASCII except those RFC 3986 excludes. */
    private static final boolean[] OF_URI = new boolean[128];

    static {
        Arrays.fill(OF_URI, '!', '~' + 1, true);
        "\"#<>\\^`{|}".chars().forEach(c -> OF_URI[c] = false);
    }

    public static ArmRequest of(Instant arrived, HttpRequest head, byte[] body, boolean bodyTooLarge, String origin) {
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

    /**
     * Returns the host and port that a request is for: those of an absolute target, whatever {@code Host} says (RFC 9112,
     * 3.2.2), or else those of the header; null if it has neither.
     */
    public static @Nullable String authority(HttpRequest head) {
        return authority(head.uri(), head.headers());
    }

    private static @Nullable String authority(String target, HttpHeaders headers) {
        if (!target.startsWith("/")) {
            Matcher absolute = ABSOLUTE.matcher(target);
            if (absolute.matches()) {
                return absolute.group(1);
            }
        }
        return headers.get(HttpHeaderNames.HOST);
    }

    /** Returns the host and port that the request is for, as {@link #authority(HttpRequest)}. */
    public Optional<String> authority() {
        return Optional.ofNullable(authority(target, headers));
    }

    /** Returns the target from its path onward; empty if it has none. */
    static String path(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        return absolute.matches() ? "/" + absolute.group(2) : "";
    }

    /** Returns the decoded path of a valid target. */
    public static ArmPath pathOf(String target) {
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

    /** Returns whether the target is a URI whose escapes decode to text. */
    public boolean isReadable() {
        return path.isReadable();
    }

    public Optional<String> header(CharSequence name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns a query parameter, or null if it is missing or the target is invalid. */
    public @Nullable String queryParameter(String name) {
        return query.isEmpty() || !isReadable() ? null : Query.value(query, name);
    }
}
