package io.github.apimreconnect.it.page;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between page and mock, which can be taken away. */
final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    /** Relays a port, or any free one if it is 0, to another. */
    Relay(int port, int target) throws IOException {
        this.listener = new ServerSocket(port);
        this.target = target;
        open.add(listener);
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket front = listener.accept();
            Socket back = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(front);
            open.add(back);
            start(() -> pump(front, back));
            start(() -> pump(back, front));
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    /** A task that ends when its sockets are closed. */
    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException closed) {
                        // Its sockets are closed.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    /** Ends every connection, and takes no more. */
    void cut() throws IOException {
        for (Closeable one : open) {
            one.close();
        }
    }
}
