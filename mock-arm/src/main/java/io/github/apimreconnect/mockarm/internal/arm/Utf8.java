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

        private final int line;
        private final int column;

        NotUtf8Exception(int line, int column) {
            super("it is not UTF-8 at line " + line + ", column " + column);
            this.line = line;
            this.column = column;
        }

        /** Returns the line of the first invalid byte, from 1. */
        public int line() {
            return line;
        }

        /** Returns the column of the first invalid byte, from 1. */
        public int column() {
            return column;
        }
    }

    /** Returns the text without a byte order mark, or throws an exception that says where the first invalid byte is. */
    public static String decode(byte[] bytes) throws NotUtf8Exception {
        String text = decodeAll(bytes);
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** As {@link #decode}, but with a byte order mark if there is one. */
    public static String decodeAll(byte[] bytes) throws NotUtf8Exception {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean invalid = decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
        text.flip();
        if (invalid) {
            throw after(text);
        }
        return text.toString();
    }

    /** Returns the error for bytes that are invalid after a text, whose lines end in CR, LF or CR LF. */
    private static NotUtf8Exception after(CharBuffer text) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'));
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new NotUtf8Exception(line, column);
    }
}
