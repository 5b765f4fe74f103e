package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as the journal keeps it: in one array, without its token. Ten thousand requests of fifty objects each would
 * be most of what the garbage collector has to do.
 */
final class PackedRequest {
    private static final byte[] MASKED = Secrets.MASK.getBytes(StandardCharsets.US_ASCII);

    /** Room for a usual request, so that it is copied once. */
    private static final int USUAL = 1024;

    private byte[] bytes = new byte[USUAL];
    private int headersAt;
    private int bodyAt;
    private int idAt;
    private int at;

    private PackedRequest() {}

    /** Packs a request and the id that its answer has, if any. */
    static PackedRequest of(ArmRequest request, byte @Nullable [] requestId) {
        PackedRequest packed = new PackedRequest();
        packed.add(request.method());
        packed.add(Secrets.maskTarget(request.target()));
        packed.headersAt = packed.at;
        for (var header = request.headers().iteratorCharSequence(); header.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> next = header.next();
            packed.add(next.getKey());
            packed.add(shown(next));
        }
        packed.bodyAt = packed.at;
        // Only what is meant for ARM is shown: a token request can miss its endpoint by a slash.
        byte[] body = request.body().length == 0 || request.path().isBelowSubscription() ? request.body() : MASKED;
        packed.idAt = packed.bodyAt + body.length;
        int idLength = requestId == null ? 0 : requestId.length;
        packed.bytes = Arrays.copyOf(packed.bytes, packed.idAt + idLength);
        System.arraycopy(body, 0, packed.bytes, packed.bodyAt, body.length);
        if (requestId != null) {
            System.arraycopy(requestId, 0, packed.bytes, packed.idAt, idLength);
        }
        return packed;
    }

    String method() {
        return text(0, end(0));
    }

    String target() {
        int start = end(0) + 1;
        return text(start, end(start));
    }

    /** The headers, those with secrets masked, repeated ones joined by commas. */
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
        joined.forEach((name, values) -> all.put(name, Secrets.maskHeader(name, values.toString())));
        return Collections.unmodifiableMap(all);
    }

    /** The first value of a header, or null. */
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

    /** Of method, target and headers. */
    int headSize() {
        return bodyAt;
    }

    /** Of the path: the bytes between two slashes, escapes and all. */
    int longestSegment() {
        int longest = 0;
        int start = end(0) + 1;
        for (int i = start; ; i++) {
            boolean end = bytes[i] == '?' || bytes[i] == '\n';
            if (end || bytes[i] == '/') {
                longest = Math.max(longest, i - start);
                start = i + 1;
            }
            if (end) {
                return longest;
            }
        }
    }

    /** The target up to its query, a line feed, and the request id. */
    byte[] pathAndRequestId() {
        int start = end(0) + 1;
        int end = start;
        while (bytes[end] != '?' && bytes[end] != '\n') {
            end++;
        }
        byte[] both = new byte[end - start + 1 + bytes.length - idAt];
        System.arraycopy(bytes, start, both, 0, end - start);
        both[end - start] = '\n';
        System.arraycopy(bytes, idAt, both, end - start + 1, bytes.length - idAt);
        return both;
    }

    private static CharSequence shown(Map.Entry<CharSequence, CharSequence> header) {
        return HttpHeaderNames.AUTHORIZATION.contentEqualsIgnoreCase(header.getKey())
                ? Secrets.MASK
                : header.getValue();
    }

    /** Adds a part and a line feed, which no part of a head can hold; Netty reads them as Latin-1. */
    private void add(CharSequence part) {
        int length = part.length();
        if (bytes.length - at <= length) {
            bytes = Arrays.copyOf(bytes, 2 * (at + length + 1));
        }
        if (part instanceof AsciiString ascii) {
            System.arraycopy(ascii.array(), ascii.arrayOffset(), bytes, at, length);
        } else {
            copyLatin1(part.toString(), bytes, at);
        }
        at += length;
        bytes[at++] = '\n';
    }

    @SuppressWarnings("deprecation") // it keeps the low byte of each character, which is what Latin-1 is
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
