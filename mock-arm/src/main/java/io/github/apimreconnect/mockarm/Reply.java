package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, ready to be written.
 *
 * @param status the HTTP status
 * @param stamp the headers of ARM, or null for an answer that is not ARM's
 * @param headers its own headers, but {@code Content-Length} and {@code Connection}
 * @param body the body, empty for none
 * @param closing whether the connection ends with it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, @Nullable Stamp stamp, List<Header> headers, byte[] body, boolean closing) {
    static final String JSON = "application/json; charset=utf-8";

    /** Has no body, so it must not say how long it is (RFC 9110, 8.6). */
    private static final int NO_CONTENT = 204;

    private static final byte[] EMPTY = new byte[0];
    /** By status, such as {@code HTTP/1.1 202 Accepted}. */
    private static final byte[][] STATUS_LINES = statusLines();

    private static final int COLON_AND_SPACE = ':' << 8 | ' ';
    private static final int END_OF_LINE = '\r' << 8 | '\n';
    private static final byte[] LENGTH = ascii("Content-Length: ");
    private static final byte[] CLOSE = ascii("Connection: close\r\n\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n\r\n");
    private static final byte[] END = ascii("\r\n");

    static Reply empty(int status, @Nullable Stamp stamp, Header... headers) {
        return new Reply(status, stamp, List.of(headers), EMPTY, false);
    }

    static Reply json(int status, @Nullable Stamp stamp, Object value) {
        // By way of text: half a surrogate pair, which JSON can hold, becomes a question mark and no error.
        return text(status, stamp, JSON, Jackson.text(value).getBytes(StandardCharsets.UTF_8));
    }

    static Reply text(int status, @Nullable Stamp stamp, String contentType, byte[] body) {
        return new Reply(status, stamp, List.of(new Header("Content-Type", contentType)), body, false);
    }

    Reply with(Header... more) {
        List<Header> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return new Reply(status, stamp, List.copyOf(all), body, closing);
    }

    Reply closingAfter(boolean closes) {
        return closes == closing ? this : new Reply(status, stamp, headers, body, closes);
    }

    /** How the connection goes on after the answer. */
    enum Framing {
        /** As HTTP/1.1 has it: it stays, and nobody says so. */
        STAYS,
        /** It stays, which a client of HTTP/1.0 asked for and wants to hear. */
        STAYS_AND_SAYS_SO,
        /** It ends. */
        CLOSES,
        /** Its end is the end of the body, whose length nobody knows. */
        ENDS_THE_BODY
    }

    /** Writes the head. A fault may promise more of a body than there is. */
    void writeHead(ByteBuf out, Framing framing, int promised) {
        out.writeBytes(STATUS_LINES[status]);
        if (stamp != null) {
            stamp.writeFirst(out);
        }
        for (Header header : headers) {
            write(out, header.name());
            out.writeShort(COLON_AND_SPACE);
            write(out, header.value());
            out.writeShort(END_OF_LINE);
        }
        if (stamp != null) {
            stamp.writeLast(out);
        }
        if (framing == Framing.ENDS_THE_BODY) {
            out.writeBytes(CLOSE);
            return;
        }
        if (status != NO_CONTENT) {
            out.writeBytes(LENGTH);
            write(out, Integer.toString(body.length + promised));
            out.writeShort(END_OF_LINE);
        }
        out.writeBytes(
                switch (framing) {
                    case STAYS -> END;
                    case STAYS_AND_SAYS_SO -> KEEP_ALIVE;
                    case CLOSES, ENDS_THE_BODY -> CLOSE;
                });
    }

    private static byte[][] statusLines() {
        byte[][] lines = new byte[600][];
        for (int status = 0; status < lines.length; status++) {
            lines[status] = ascii("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n");
        }
        return lines;
    }

    /** Latin-1, since an answer of a user's own may have more than ASCII. */
    private static void write(ByteBuf out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
