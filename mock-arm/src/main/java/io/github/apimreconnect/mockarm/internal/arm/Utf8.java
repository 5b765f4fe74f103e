package io.github.apimreconnect.mockarm.internal.arm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8, decoded strictly, since {@code new String} and Jackson replace or accept what is invalid. */
public final class Utf8 {
    private static final char BYTE_ORDER_MARK = 0xFEFF;

    private Utf8() {}

    /** Bytes that are not UTF-8. */
    public static final class NotUtf8Exception extends IOException {
        private static final long serialVersionUID = 1L;

        NotUtf8Exception(int line, int column) {
            super("it is not UTF-8 at line " + line + ", column " + column);
        }
    }

    /** Returns the text without a byte order mark, or throws an exception that says where the first invalid byte is. */
    public static String decode(byte[] bytes) throws NotUtf8Exception {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean invalid = decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
        text.flip();
        if (invalid) {
            String before = text.toString();
            int lines = (int) before.chars().filter(c -> c == '\n').count();
            throw new NotUtf8Exception(lines + 1, before.length() - before.lastIndexOf('\n'));
        }
        return text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }
}
