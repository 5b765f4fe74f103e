package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as the journal keeps it: in one array, without its token. Ten thousand requests of fifty objects each would
 * be most of what the garbage collector has to do.
 */
final class PackedRequest {
    private static final byte[] MASKED = Secrets.MASK.getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int headersAt;
    private final int bodyAt;
    private int at;

    private PackedRequest(int size, int headersAt, int bodyAt) {
        this.bytes = new byte[size];
        this.headersAt = headersAt;
        this.bodyAt = bodyAt;
    }

    static PackedRequest of(ArmRequest request) {
        String method = request.method();
        String target = Secrets.maskTarget(request.target());
        // Only what is meant for ARM is shown: a token request can miss its endpoint by a slash.
        byte[] body = request.body().length == 0 || request.path().isBelowSubscription() ? request.body() : MASKED;
        int headersAt = method.length() + target.length() + 2;
        int bodyAt = headersAt + size(request.headers());
        PackedRequest packed = new PackedRequest(bodyAt + body.length, headersAt, bodyAt);
        packed.add(method);
        packed.add(target);
        for (var header = request.headers().iteratorCharSequence(); header.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> next = header.next();
            packed.add(next.getKey());
            packed.add(shown(next));
        }
        System.arraycopy(body, 0, packed.bytes, bodyAt, body.length);
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
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int start = headersAt; start < bodyAt; ) {
            int name = end(start);
            int value = end(name + 1);
            String key = text(start, name);
            all.merge(
                    key,
                    Secrets.maskHeader(key, text(name + 1, value)),
                    (a, b) -> a.equals(Secrets.MASK) ? a : a + ", " + b);
            start = value + 1;
        }
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
        return new String(bytes, bodyAt, bytes.length - bodyAt, StandardCharsets.UTF_8);
    }

    int size() {
        return bytes.length;
    }

    private static int size(HttpHeaders headers) {
        int size = 0;
        for (Iterator<Map.Entry<CharSequence, CharSequence>> header = headers.iteratorCharSequence();
                header.hasNext(); ) {
            Map.Entry<CharSequence, CharSequence> next = header.next();
            size += next.getKey().length() + shown(next).length() + 2;
        }
        return size;
    }

    private static CharSequence shown(Map.Entry<CharSequence, CharSequence> header) {
        return HttpHeaderNames.AUTHORIZATION.contentEqualsIgnoreCase(header.getKey())
                ? Secrets.MASK
                : header.getValue();
    }

    /** Adds a part and a line feed, which no part of a head can hold; Netty reads them as Latin-1. */
    private void add(CharSequence part) {
        int length = part.length();
        if (part instanceof AsciiString ascii) {
            System.arraycopy(ascii.array(), ascii.arrayOffset(), bytes, at, length);
        } else {
            for (int i = 0; i < length; i++) {
                bytes[at + i] = (byte) part.charAt(i);
            }
        }
        at += length;
        bytes[at++] = '\n';
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
