package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.apimreconnect.mockarm.MockArm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Clients that begin a request and then send one byte per turn, all on the test's thread. */
final class SlowClients implements AutoCloseable {
    private static final int TURN_MILLIS = 100;

    private final Selector selector = Selector.open();
    private final List<String> heard = new ArrayList<>();

    SlowClients(int count, MockArm mock, String begun) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel client = SocketChannel.open(new InetSocketAddress("localhost", mock.port()));
            client.write(ByteBuffer.wrap(begun.getBytes(ISO_8859_1)));
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ, new ByteArrayOutputStream());
        }
    }

    /** Sends one byte per client, and briefly waits for answers. */
    void turn() throws IOException {
        for (SelectionKey key : selector.keys()) {
            if (key.isValid()) {
                send(key);
            }
        }
        selector.select(this::read, TURN_MILLIS);
        selector.selectNow();
    }

    int open() {
        return selector.keys().size();
    }

    /** Returns what each client received whose connection is closed. */
    List<String> heard() {
        return heard;
    }

    private void send(SelectionKey key) throws IOException {
        try {
            ((SocketChannel) key.channel()).write(ByteBuffer.wrap(new byte[] {'x'}));
        } catch (IOException reset) {
            cut(key);
        }
    }

    private void read(SelectionKey key) {
        try {
            ByteBuffer piece = ByteBuffer.allocate(4096);
            int read = ((SocketChannel) key.channel()).read(piece);
            if (read < 0) {
                cut(key);
            } else {
                heard(key).write(piece.array(), 0, read);
            }
        } catch (IOException reset) {
            cut(key);
        }
    }

    private void cut(SelectionKey key) {
        heard.add(heard(key).toString(ISO_8859_1));
        close(key);
    }

    private static ByteArrayOutputStream heard(SelectionKey key) {
        return (ByteArrayOutputStream) key.attachment();
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        selector.keys().forEach(SlowClients::close);
        selector.close();
    }
}
