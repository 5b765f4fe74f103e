package io.github.apimreconnect.it.bench.mock;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The minimum of HTTP needed for a fair check: the status is 202, and the body has the length of Content-Length. */
final class Answer {
    private static final byte[] ACCEPTED = "http/1.1 202 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private Answer() {}

    /** Reads one answer from the buffer, or nothing while it is incomplete. */
    static boolean readWhole(ByteBuf in) throws IOException {
        int start = in.readerIndex();
        int length = -1;
        int line = start;
        for (int lf = lineFeed(in, line); lf >= 0; lf = lineFeed(in, line)) {
            if (lf - line == 1) {
                return takeWithBody(in, lf + 1 - start, length);
            }
            if (line == start && !startsWith(in, line, lf, ACCEPTED)) {
                throw new IOException("Not a 202: " + in.toString(StandardCharsets.US_ASCII));
            }
            if (startsWith(in, line, lf, LENGTH)) {
                int value = line + LENGTH.length;
                length = Integer.parseInt(in.toString(value, lf - value, StandardCharsets.US_ASCII)
                        .trim());
            }
            line = lf + 1;
        }
        return false;
    }

    private static boolean takeWithBody(ByteBuf in, int head, int length) throws IOException {
        if (length < 0) {
            throw new IOException("No Content-Length: " + in.toString(StandardCharsets.US_ASCII));
        }
        if (in.readableBytes() < head + length) {
            return false;
        }
        in.skipBytes(head + length);
        return true;
    }

    private static int lineFeed(ByteBuf in, int from) {
        return in.indexOf(from, in.writerIndex(), (byte) '\n');
    }

    /** Ignores case; the digits and signs in these two prefixes have the lowercase bit set. */
    private static boolean startsWith(ByteBuf in, int from, int to, byte[] prefix) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((in.getByte(from + i) | 0x20) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
