package io.github.apimreconnect.it.page;

import io.github.apimreconnect.it.Tunnel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between page and mock, until it is cut. */
final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Relays a port, or any free one if it is 0, to another. */
    Relay(int port, int target) throws IOException {
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Tunnel.start("relay", this::accept);
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
            if (listener.isClosed()) {
                // Cut before these two were in the set.
                cut();
            }
            Tunnel.start("relay", () -> Tunnel.forward(front, back));
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    /** Closes every connection, and accepts no more. */
    void cut() throws IOException {
        listener.close();
        for (Socket one : open) {
            one.close();
        }
    }
}
