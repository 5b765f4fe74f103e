package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as the journal keeps it: in one array, without its token. Ten thousand requests of fifty objects each would
 * be most of the garbage collector's work.
 */
final class PackedRequest {
    private static final byte[] MASKED = Masking.MASK.getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int targetAt;
    private final int pathEnd;
    private final int headersAt;
    private final int bodyAt;
    private final int idAt;

    private PackedRequest(String method, String target, HttpHeaders headers, byte[] body, byte[] requestId) {
        targetAt = method.length() + 1;
        int question = target.indexOf('?');
        pathEnd = targetAt + (question < 0 ? target.length() : question);
        headersAt = targetAt + target.length() + 1;
        bodyAt = headersAt + length(headers);
        idAt = bodyAt + body.length;
        bytes = new byte[idAt + requestId.length];
        add(method, 0);
        add(target, targetAt);
        int at = headersAt;
        for (var header = headers.iteratorCharSequence(); header.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> next = header.next();
            at = add(shown(next), add(next.getKey(), at));
        }
        System.arraycopy(body, 0, bytes, bodyAt, body.length);
        System.arraycopy(requestId, 0, bytes, idAt, requestId.length);
    }

    /** Packs a request and the request id of its reply, empty for none. */
    static PackedRequest of(ArmRequest request, byte[] requestId) {
        // Keep only bodies meant for ARM: a token request can miss its endpoint by a slash.
        byte[] body = request.body().length == 0 || request.path().isBelowSubscription() ? request.body() : MASKED;
        return new PackedRequest(
                request.method(), Masking.maskTarget(request.target()), request.headers(), body, requestId);
    }

    /** Returns the length of all names and values, each with its line feed. */
    private static int length(HttpHeaders headers) {
        int length = 0;
        for (var header = headers.iteratorCharSequence(); header.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> next = header.next();
            length += next.getKey().length() + shown(next).length() + 2;
        }
        return length;
    }

    String method() {
        return text(0, targetAt - 1);
    }

    String target() {
        return text(targetAt, headersAt - 1);
    }

    /** Returns the headers, with secrets masked and repeated ones joined by commas. */
    Map<String, String> headers() {
        Map<String, StringJoiner> joined = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int start = headersAt; start < bodyAt; ) {
            int name = end(start);
            int value = end(name + 1);
            joined.computeIfAbsent(text(start, name), first -> new StringJoiner(", "))
                    .add(text(name + 1, value));
            start = value + 1;
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        joined.forEach((name, values) -> all.put(name, Masking.maskHeader(name, values.toString())));
        return Collections.unmodifiableMap(all);
    }

    /** Returns the first value of a header, or null. */
    @Nullable
    String header(CharSequence name) {
        for (int start = headersAt; start < bodyAt; ) {
            int colon = end(start);
            int value = end(colon + 1);
            if (colon - start == name.length() && AsciiString.contentEqualsIgnoreCase(name, text(start, colon))) {
                return text(colon + 1, value);
            }
            start = value + 1;
        }
        return null;
    }

    String body() {
        return new String(bytes, bodyAt, idAt - bodyAt, StandardCharsets.UTF_8);
    }

    @Nullable
    String requestId() {
        return idAt == bytes.length ? null : text(idAt, bytes.length);
    }

    int size() {
        return bytes.length;
    }

    /** Returns the size of method, target and headers. */
    int headSize() {
        return bodyAt;
    }

    /** Returns the length of the path's longest segment, in bytes between slashes, including escapes. */
    int longestSegment() {
        int longest = 0;
        int start = targetAt;
        for (int i = start; i <= pathEnd; i++) {
            if (i == pathEnd || bytes[i] == '/') {
                longest = Math.max(longest, i - start);
                start = i + 1;
            }
        }
        return longest;
    }

    /** Returns the target up to its query, a line feed, and the request id. */
    byte[] pathAndRequestId() {
        int path = pathEnd - targetAt;
        byte[] both = new byte[path + 1 + bytes.length - idAt];
        System.arraycopy(bytes, targetAt, both, 0, path);
        both[path] = '\n';
        System.arraycopy(bytes, idAt, both, path + 1, bytes.length - idAt);
        return both;
    }

    private static CharSequence shown(Map.Entry<CharSequence, CharSequence> header) {
        return HttpHeaderNames.AUTHORIZATION.contentEqualsIgnoreCase(header.getKey())
                ? Masking.MASK
                : header.getValue();
    }

    /** Adds a part and a line feed, which no part can contain; Netty decodes heads as Latin-1. Returns the end. */
    private int add(CharSequence part, int at) {
        int end = at + part.length();
        if (part instanceof AsciiString ascii) {
            System.arraycopy(ascii.array(), ascii.arrayOffset(), bytes, at, part.length());
        } else {
            copyLatin1(part.toString(), bytes, at);
        }
        bytes[end] = '\n';
        return end + 1;
    }

    @SuppressWarnings("deprecation") // it keeps the low byte of each character, as Latin-1 does
    private static void copyLatin1(String text, byte[] into, int at) {
        text.getBytes(0, text.length(), into, at);
    }

    private int end(int start) {
        int end = start;
        while (bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
