package io.github.apimreconnect.mockarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A connection to a mock without TLS and without a client's kindness: bytes, and how it ended. */
public final class RawCaller implements AutoCloseable {
    public static final String REQUEST = request("");
    private static final int QUIET_MILLIS = 300;

    private final Socket socket;

    public RawCaller(MockArm mock) throws IOException {
        socket = new Socket("localhost", mock.port());
        socket.setSoTimeout(20_000);
    }

    /** For a caller that reads slowly: the system takes so many bytes on its behalf. */
    public RawCaller(MockArm mock, int buffer) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(buffer);
        socket.connect(mock.server().address());
        socket.setSoTimeout(20_000);
    }

    /** A reconnect that passes every check, with more headers. */
    public static String request(String headers) {
        return "POST " + Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1") + Caller.QUERY
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\nContent-Length: 0\r\n" + headers
                + "\r\n";
    }

    public RawCaller send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** How a connection can end, or not. */
    public enum Ending {
        FIN,
        RST,
        OPEN
    }

    /** What came, and how it ended. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Heard(byte[] bytes, Ending ending) {
        public String text() {
            return new String(bytes, ISO_8859_1);
        }
    }

    /** Reads a head, and leaves the rest. */
    public String head() throws IOException {
        return until("\r\n\r\n");
    }

    /** Reads an event of a stream, or a comment between. */
    public String event() throws IOException {
        return until("\n\n");
    }

    private String until(String end) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < end.length() || head.indexOf(end, head.length() - end.length()) < 0) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                throw new IOException("Ended after: " + head);
            }
            head.append((char) b);
        }
        return head.toString().strip();
    }

    /** Reads a body of so many bytes; returns how many came. */
    public int skip(int bytes) throws IOException {
        return socket.getInputStream().readNBytes(bytes).length;
    }

    /** Reads to the end. */
    public Heard hear() throws IOException {
        return hear(false);
    }

    /** Reads until nothing more comes for a while: a connection that stays open cannot be waited for otherwise. */
    public Heard hearUntilQuiet() throws IOException {
        return hear(true);
    }

    private Heard hear(boolean untilQuiet) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            for (int b; (b = socket.getInputStream().read()) >= 0; ) {
                heard.write(b);
                if (untilQuiet) {
                    socket.setSoTimeout(QUIET_MILLIS);
                }
            }
            return new Heard(heard.toByteArray(), Ending.FIN);
        } catch (SocketTimeoutException e) {
            return new Heard(heard.toByteArray(), Ending.OPEN);
        } catch (SocketException e) {
            return new Heard(heard.toByteArray(), Ending.RST);
        }
    }

    RawCaller timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
