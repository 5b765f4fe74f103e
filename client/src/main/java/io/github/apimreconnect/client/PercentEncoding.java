package io.github.apimreconnect.client;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of one path segment (RFC 3986): all but the unreserved characters, as UTF-8. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** Encodes as {@link URLEncoder} does, but for paths: that is for forms, where a space is a plus sign. */
    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
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
        // Character.digit would also take the digits of other scripts.
        if (index >= segment.length() || !HexFormat.isHexDigit(segment.charAt(index))) {
            throw new MalformedInputException(1);
        }
        return HexFormat.fromHexDigit(segment.charAt(index));
    }
}
