package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.apimreconnect.mockarm.MockArm;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** A TLS client that can be stopped in the middle of a handshake. */
final class TlsByHand implements AutoCloseable {
    private static final int ROOM = 64 * 1024;

    private final SSLEngine engine;
    private final Socket socket;
    private final ByteBuffer received = ByteBuffer.allocate(ROOM).flip();
    private final ByteBuffer clear = ByteBuffer.allocate(ROOM);

    TlsByHand(SSLEngine engine, MockArm mock) throws IOException {
        this.engine = engine;
        this.socket = new Socket("localhost", mock.port());
        socket.setSoTimeout(20_000);
    }

    void sendHello() throws IOException {
        wrap(ByteBuffer.allocate(0));
    }

    /** Continues the handshake, sends a request, and returns the first data received. */
    String exchange(String request) throws IOException {
        while (engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING) {
            step();
        }
        wrap(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
        while (clear.position() == 0) {
            unwrap();
        }
        return new String(clear.array(), 0, clear.position(), ISO_8859_1);
    }

    private void step() throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
            case FINISHED, NOT_HANDSHAKING -> {}
        }
    }

    private void wrap(ByteBuffer sent) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(ROOM);
        engine.wrap(sent, out);
        socket.getOutputStream().write(out.array(), 0, out.position());
    }

    private void unwrap() throws IOException {
        SSLEngineResult result = engine.unwrap(received, clear);
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
            received.compact();
            int read = socket.getInputStream().read(received.array(), received.position(), received.remaining());
            if (read < 0) {
                throw new IOException("Ended in the middle");
            }
            received.position(received.position() + read).flip();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
