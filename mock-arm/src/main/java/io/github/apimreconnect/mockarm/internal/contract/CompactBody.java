package io.github.apimreconnect.mockarm.internal.contract;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Fast path for the body that nearly every client sends, {@code {"properties":{"after":"PT2M"}}} without whitespace,
 * matched byte by byte. It is JSON, and fits the schema if its value is a duration; any other body takes the slow path.
 */
final class CompactBody {
    private static final byte[] BEFORE = "{\"properties\":{\"after\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\"}}".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 64;

    private CompactBody() {}

    /** Returns {@code after} if it has only uppercase letters, digits, minus and dot, or null for any other body. */
    static @Nullable String after(byte[] body) {
        int length = body.length - BEFORE.length - AFTER.length;
        if (length < 0 || length > LONGEST || !holds(body, 0, BEFORE) || !holds(body, BEFORE.length + length, AFTER)) {
            return null;
        }
        for (int i = BEFORE.length; i < BEFORE.length + length; i++) {
            byte b = body[i];
            if (!((b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '.' || b == '-')) {
                return null;
            }
        }
        return new String(body, BEFORE.length, length, StandardCharsets.US_ASCII);
    }

    private static boolean holds(byte[] body, int at, byte[] part) {
        for (int i = 0; i < part.length; i++) {
            if (body[at + i] != part[i]) {
                return false;
            }
        }
        return true;
    }
}
