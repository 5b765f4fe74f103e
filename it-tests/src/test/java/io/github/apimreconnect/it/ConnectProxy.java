package io.github.apimreconnect.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that opens tunnels and records the requests. */
final class ConnectProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final String credentials;

    /** Starts a proxy that requires these Basic credentials, or none if they are empty. */
    ConnectProxy(String credentials) throws IOException {
        this.credentials = credentials;
        Tunnel.start("connect-proxy", () -> {
            while (true) {
                Socket client = listener.accept();
                Tunnel.start("connect-proxy", () -> serve(client));
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns the request lines so far. */
    List<String> requests() {
        return requests;
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            String head = Tunnel.head(client.getInputStream());
            requests.add(head.lines().findFirst().orElse(""));
            OutputStream answer = client.getOutputStream();
            if (!head.contains(credentials)) {
                answer.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                client.getInputStream().readAllBytes();
                return;
            }
            int port = Integer.parseInt(head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP/")));
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                answer.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Tunnel.forward(target, client);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
