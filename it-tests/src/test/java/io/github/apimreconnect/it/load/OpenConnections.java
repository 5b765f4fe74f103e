package io.github.apimreconnect.it.load;

import io.github.apimreconnect.it.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Idle connections that have been served and stay open. */
final class OpenConnections implements AutoCloseable {
    private static final String HEALTH = "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String UNFINISHED = "POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{";

    private final int port;
    private final List<RawConnection> connections = new ArrayList<>();

    OpenConnections(int port) {
        this.port = port;
    }

    void add(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            addAfter(HEALTH);
        }
    }

    /**
     * Opens a connection that has sent half a request; the answer to the previous request shows that both have arrived.
     */
    void addHung() throws IOException {
        addAfter(HEALTH + UNFINISHED);
    }

    int count() {
        return connections.size();
    }

    private void addAfter(String requests) throws IOException {
        RawConnection connection = RawConnection.plain(port, 20_000);
        connections.add(connection);
        int status = connection.send(requests).status();
        if (status != 200) {
            throw new AssertionError("Connection " + connections.size() + " got " + status);
        }
    }

    @Override
    public void close() throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }
}
