package io.github.apimreconnect.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Percent-encoding of one path segment (RFC 3986): all but the unreserved characters, as UTF-8. */
final class PercentEncoding {
    private static final BitSet UNRESERVED = new BitSet(128);
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    static {
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
                .chars()
                .forEach(UNRESERVED::set);
    }

    private PercentEncoding() {}

    static void append(StringBuilder path, String segment) {
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.get(b & 0xFF)) {
                path.append((char) b);
            } else {
                path.append('%').append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
            }
        }
    }

    /** Decodes strictly, unlike {@link java.net.URLDecoder}: a plus sign stays, invalid UTF-8 is rejected. */
    static String decode(String segment) throws CharacterCodingException {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); ) {
            if (segment.charAt(i) == '%') {
                bytes.write(hex(segment, i + 1) << 4 | hex(segment, i + 2));
                i += 3;
            } else {
                int character = segment.codePointAt(i);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.toByteArray()))
                .toString();
    }

    private static int hex(String segment, int index) throws MalformedInputException {
        int digit = index < segment.length() ? Character.digit(segment.charAt(index), 16) : -1;
        if (digit < 0) {
            throw new MalformedInputException(1);
        }
        return digit;
    }
}
