package io.github.apimreconnect.mockarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.apimreconnect.mockarm.Heard.Ending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A connection to a mock, byte by byte: what is sent, what comes, and how it ends. Text stands for bytes, as Latin-1. */
public final class RawConnection implements AutoCloseable {
    /** Longer than any answer takes on a busy machine; what is deaf never answers. */
    private static final int DEAF_MILLIS = 20_000;

    private static final int QUIET_MILLIS = 300;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1.1 ", Pattern.LITERAL);

    private final Socket socket;
    private String tail = "";

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(DEAF_MILLIS);
    }

    public static RawConnection plain(MockArm mock) throws IOException {
        return to(mock.server().address());
    }

    public static RawConnection to(SocketAddress address) throws IOException {
        return connect(new Socket(), address);
    }

    /** Connects with a receive buffer of a size, for a caller that reads slowly. */
    public static RawConnection plain(MockArm mock, int buffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(buffer);
        return connect(socket, mock.server().address());
    }

    public static RawConnection tls(MockArm mock) throws IOException {
        return plain(mock).secured(mock.sslContext());
    }

    private static RawConnection connect(Socket socket, SocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(address);
        return new RawConnection(socket);
    }

    /** TLS over this connection, which the first byte begins. */
    public RawConnection secured(SSLContext trust) throws IOException {
        return new RawConnection(trust.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true));
    }

    public SSLSession handshake() throws IOException {
        ((SSLSocket) socket).startHandshake();
        return ((SSLSocket) socket).getSession();
    }

    public RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Sends on a thread of its own, since the mock stops reading from peers that do not read. */
    public CompletableFuture<Void> sendInBackground(String text) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        send(text);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task, "sending").start());
    }

    public RawConnection endInput() throws IOException {
        socket.shutdownOutput();
        return this;
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

    /** Reads a number of bytes, or fewer if it ends before. */
    public String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), ISO_8859_1);
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
            while (take(heard)) {
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

    private boolean take(ByteArrayOutputStream heard) throws IOException {
        byte[] piece = new byte[64 * 1024];
        int read = socket.getInputStream().read(piece);
        heard.write(piece, 0, Math.max(0, read));
        return read >= 0;
    }

    /** Sends, and returns what comes until the mock closes; one that has not closed in time throws. The connection is closed. */
    public String exchange(String sent, Duration prompt) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        long end = System.nanoTime() + prompt.toNanos();
        try (socket) {
            send(sent);
            do {
                socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } while (take(heard));
        } catch (SocketTimeoutException e) {
            throw new IOException("Still open after " + prompt + ", and sent: " + heard.toString(ISO_8859_1), e);
        } catch (IOException reset) {
            // Also an end.
        }
        return heard.toString(ISO_8859_1);
    }

    /** Reads until that many answers have begun; returns how many came before the end. */
    public int answers(int expected) throws IOException {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        int answers = 0;
        while (answers < expected && take(piece)) {
            String text = tail + piece.toString(ISO_8859_1);
            answers += (int) STATUS_LINE.matcher(text).results().count();
            tail = text.substring(
                    Math.max(0, text.length() - STATUS_LINE.pattern().length() + 1));
            piece.reset();
        }
        return answers;
    }

    /** Reads everything; returns how many answers came. */
    public int answersToTheEnd() throws IOException {
        return answers(Integer.MAX_VALUE);
    }

    public RawConnection timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
