package io.github.apimreconnect.it.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Slowloris clients, which begin a request and send one byte of its head per second. */
final class SlowConnections implements AutoCloseable {
    private static final byte[] HEAD = "POST /slow HTTP/1.1\r\nx-slow: ".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Selector selector = Selector.open();
    private final CountDownLatch open;
    private final long started = System.nanoTime();
    private final List<Duration> ends = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean closed;
    private final Thread thread = new Thread(this::run, "slow connections");

    /** Opens the connections. */
    SlowConnections(int port, int count) throws IOException {
        this.open = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(HEAD));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
        thread.start();
    }

    /** Returns the lifetimes of the connections that the other side has closed. */
    List<Duration> ends() {
        synchronized (ends) {
            return List.copyOf(ends);
        }
    }

    boolean awaitAllClosed(Duration limit) throws InterruptedException {
        return open.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void run() {
        try (selector) {
            for (long next = System.nanoTime(); !closed && open.getCount() > 0; next += PAUSE.toNanos()) {
                for (long wait = next - System.nanoTime(); wait > 0 && !closed; wait = next - System.nanoTime()) {
                    selector.select(this::read, TimeUnit.NANOSECONDS.toMillis(wait) + 1);
                }
                List.copyOf(selector.keys()).forEach(this::trickle);
            }
            selector.keys().forEach(SlowConnections::closeQuietly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the end of the connection, or a 408 before it. */
    private void read(SelectionKey key) {
        try {
            if (((SocketChannel) key.channel()).read(ByteBuffer.allocate(1024)) < 0) {
                ended(key);
            }
        } catch (IOException reset) {
            ended(key);
        }
    }

    private void trickle(SelectionKey key) {
        try {
            if (key.isValid()) {
                ((SocketChannel) key.channel()).write(ByteBuffer.wrap(new byte[] {'a'}));
            }
        } catch (IOException reset) {
            ended(key);
        }
    }

    private void ended(SelectionKey key) {
        ends.add(Duration.ofNanos(System.nanoTime() - started));
        closeQuietly(key);
        open.countDown();
    }

    private static void closeQuietly(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // Nothing to do: it was being closed.
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
