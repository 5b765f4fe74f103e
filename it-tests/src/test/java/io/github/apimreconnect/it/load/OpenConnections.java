package io.github.apimreconnect.it.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that have been served and stay open, idle. */
final class OpenConnections implements AutoCloseable {
    private static final String HEALTH = "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String UNFINISHED = "POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{";

    private final int port;
    private final List<Socket> sockets = new ArrayList<>();

    OpenConnections(int port) {
        this.port = port;
    }

    void add(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            addAfter(HEALTH);
        }
    }

    /** One that has sent the first half of a request; the answer to the one before shows that both have come. */
    void addHung() throws IOException {
        addAfter(HEALTH + UNFINISHED);
    }

    int count() {
        return sockets.size();
    }

    private void addAfter(String requests) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
        String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        if (!status.equals("HTTP/1.1 200")) {
            throw new AssertionError("Connection " + sockets.size() + " got " + status);
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
