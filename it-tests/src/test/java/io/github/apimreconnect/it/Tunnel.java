package io.github.apimreconnect.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Parts of a blocking proxy: daemon threads, the head of a request, forwarding in both directions. */
public final class Tunnel {
    private static final int MAX_HEAD = 8_192;

    private Tunnel() {}

    /** Work that ends when its sockets are closed. */
    public interface Work {
        void run() throws IOException;
    }

    /** Starts a daemon thread. */
    public static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // Either side may close first.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads the head of a request. */
    public static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() == MAX_HEAD) {
                throw new IOException("The request ends early, or its head is too long");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Forwards bytes in both directions until either ends, then closes both sockets. */
    public static void forward(Socket one, Socket other) throws IOException {
        start("tunnel", () -> pump(other, one));
        pump(one, other);
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }
}
