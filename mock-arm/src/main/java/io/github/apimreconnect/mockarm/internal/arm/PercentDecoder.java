package io.github.apimreconnect.mockarm.internal.arm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict percent-decoding (RFC 3986): incomplete escapes, invalid UTF-8 and control characters are errors. */
final class PercentDecoder {
    private PercentDecoder() {}

    /** Decodes a path segment, where a plus sign is literal. */
    static String decode(String text) {
        return text.indexOf('%') < 0 ? checked(text) : checked(decodeEscapes(text));
    }

    /** Decodes a name or a value of a query or form, where a plus sign means a space. */
    static String decodeQuery(String text) {
        return decode(text.indexOf('+') < 0 ? text : text.replace('+', ' '));
    }

    private static String decodeEscapes(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes.write(encoded[i]);
            } else if (i + 2 < encoded.length) {
                bytes.write(hex(encoded[i + 1]) << 4 | hex(encoded[i + 2]));
                i += 2;
            } else {
                throw new IllegalArgumentException("Incomplete escape at the end");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Escapes are not valid UTF-8", e);
        }
    }

    private static int hex(byte ascii) {
        int digit = Character.digit(ascii, 16);
        if (digit < 0) {
            throw new IllegalArgumentException("Escape is not hexadecimal");
        }
        return digit;
    }

    private static String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new IllegalArgumentException("Control character");
            }
        }
        return text;
    }
}
