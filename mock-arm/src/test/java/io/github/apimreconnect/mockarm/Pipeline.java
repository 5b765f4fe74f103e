package io.github.apimreconnect.mockarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** A connection that sends requests without waiting for answers, and counts those that come. */
public final class Pipeline implements AutoCloseable {
    /** Longer than any answer takes on a busy machine; what is deaf never answers. */
    private static final int DEAF_MILLIS = 20_000;

    private static final byte[] STATUS_LINE = "HTTP/1.1 ".getBytes(ISO_8859_1);

    private final Socket socket;
    private final byte[] piece = new byte[64 * 1024];
    private int matched;

    public Pipeline(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(DEAF_MILLIS);
    }

    public static Pipeline plain(MockArm mock) throws IOException {
        return new Pipeline(new Socket("localhost", mock.port()));
    }

    public static Pipeline tls(MockArm mock) throws IOException {
        return new Pipeline(mock.sslContext().getSocketFactory().createSocket("localhost", mock.port()));
    }

    /** Sends on a thread of its own, since the mock stops reading from peers that do not read. */
    public CompletableFuture<Void> send(String requests) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        OutputStream out = socket.getOutputStream();
                        out.write(requests.getBytes(ISO_8859_1));
                        out.flush();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task, "pipeline").start());
    }

    public Pipeline sendHere(byte[] requests) throws IOException {
        socket.getOutputStream().write(requests);
        return this;
    }

    public Pipeline endInput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads until so many answers have begun; returns how many came before the end. */
    public int answers(int expected) throws IOException {
        InputStream in = socket.getInputStream();
        int answers = 0;
        while (answers < expected) {
            int read = in.read(piece);
            if (read < 0) {
                return answers;
            }
            answers += begun(read);
        }
        return answers;
    }

    /** Reads everything; returns how many answers came. */
    public int answersToTheEnd() throws IOException {
        return answers(Integer.MAX_VALUE);
    }

    private int begun(int read) {
        int begun = 0;
        for (int i = 0; i < read; i++) {
            matched = piece[i] == STATUS_LINE[matched] ? matched + 1 : piece[i] == STATUS_LINE[0] ? 1 : 0;
            if (matched == STATUS_LINE.length) {
                begun++;
                matched = 0;
            }
        }
        return begun;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
