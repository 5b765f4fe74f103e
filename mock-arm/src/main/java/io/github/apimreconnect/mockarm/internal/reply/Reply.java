package io.github.apimreconnect.mockarm.internal.reply;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply, ready to be written.
 *
 * @param status the HTTP status
 * @param stamp ARM's headers, or null for a reply that is not ARM's
 * @param headers its own headers, except {@code Content-Length} and {@code Connection}
 * @param body the body, empty for none
 * @param closing whether the connection closes after it
 * @param code the code of the error in the body, for the journal, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(
        int status,
        @Nullable ArmHeaders stamp,
        List<Header> headers,
        byte[] body,
        boolean closing,
        @Nullable String code) {
    public static final String JSON = "application/json; charset=utf-8";

    /** As recorded, a 202 is empty, without Location, Azure-AsyncOperation, Retry-After, Content-Type or ETag. */
    public static final int ACCEPTED = 202;

    /** Has no body, so it must not have a Content-Length (RFC 9110, 8.6). */
    private static final int NO_CONTENT = 204;
    /** Has no body either; a Content-Length would be that of the 200. */
    private static final int NOT_MODIFIED = 304;

    private static final AsciiString RETURN_CLIENT_ID = AsciiString.cached("x-ms-return-client-request-id");
    private static final int MAX_ERROR = 4000;
    private static final byte[] EMPTY = new byte[0];
    /** Status lines by status, such as {@code HTTP/1.1 202 Accepted}. */
    private static final byte[][] STATUS_LINES = statusLines();

    private static final int COLON_AND_SPACE = ':' << 8 | ' ';
    private static final int END_OF_LINE = '\r' << 8 | '\n';
    private static final byte[] LENGTH = ascii("Content-Length: ");
    private static final byte[] CLOSE = ascii("Connection: close\r\n\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n\r\n");
    private static final byte[] END = ascii("\r\n");

    public static Reply empty(int status, @Nullable ArmHeaders stamp, Header... headers) {
        return new Reply(status, stamp, List.of(headers), EMPTY, false, null);
    }

    public static Reply json(int status, @Nullable ArmHeaders stamp, Object value) {
        // Encode via a string: a lone surrogate, which JSON can hold, becomes a question mark instead of an error.
        return text(status, stamp, JSON, Json.text(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a page of the admin API whose JSON is written already. */
    public static Reply jsonText(int status, String json) {
        return text(status, null, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns an error of the admin API. */
    public static Reply error(int status, String message) {
        return json(status, null, Map.of("error", VisibleText.shortened(message, MAX_ERROR)));
    }

    public static Reply text(int status, @Nullable ArmHeaders stamp, String contentType, byte[] body) {
        return new Reply(status, stamp, List.of(new Header("Content-Type", contentType)), body, false, null);
    }

    public Reply with(Header... more) {
        List<Header> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return new Reply(status, stamp, List.copyOf(all), body, closing, code);
    }

    public Reply withCode(@Nullable String error) {
        return new Reply(status, stamp, headers, body, closing, error);
    }

    /** Returns this reply with the caller's request id, if the caller asks for it. */
    public Reply echoing(ArmRequest request) {
        String asked = request.headers().get(RETURN_CLIENT_ID);
        String id = asked == null || !asked.equalsIgnoreCase("true")
                ? null
                : request.headers().get(ArmRequest.CLIENT_REQUEST_ID);
        return id == null ? this : with(Header.ofText(ArmRequest.CLIENT_REQUEST_ID.toString(), id));
    }

    public Reply closingAfter(boolean closes) {
        return closes == closing ? this : new Reply(status, stamp, headers, body, closes, code);
    }

    /** The state of the connection after the reply. */
    public enum Framing {
        /** Open, the HTTP/1.1 default, so no header is sent. */
        STAYS,
        /** Open, with a header for an HTTP/1.0 client that asked for it. */
        STAYS_AND_SAYS_SO,
        /** Closed. */
        CLOSES,
        /** Closed, which marks the end of a body of unknown length. */
        ENDS_THE_BODY
    }

    /** Returns the headers in the order they are sent, ARM's among them, without Content-Length and Connection. */
    public List<Header> sentHeaders() {
        ByteBuf out = Unpooled.buffer();
        writeHead(out, Framing.STAYS, 0);
        return out.toString(StandardCharsets.ISO_8859_1)
                .lines()
                .skip(1)
                .filter(line -> !line.isEmpty() && !line.startsWith("Content-Length: "))
                .map(line -> line.split(": ", 2))
                .map(parts -> new Header(parts[0], parts[1]))
                .toList();
    }

    /** Writes the head. A fault may promise a longer body than there is. */
    public void writeHead(ByteBuf out, Framing framing, int promised) {
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
        if (status != NO_CONTENT && status != NOT_MODIFIED) {
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

    /** Writes Latin-1, since a user's canned answer may have more than ASCII. */
    private static void write(ByteBuf out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
