package io.github.apimreconnect.mockarm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a script waits for: proof that a request was served, and where.
 *
 * @param mock the mock
 * @param caFile where its certificate authority was written
 */
record ReadyFile(MockArm mock, Path caFile) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** Sends one request, as a client would; a port can be bound before it serves. */
    static void serveOnce(MockArm mock) throws IOException {
        InetAddress bound = mock.address().getAddress();
        InetAddress address = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        // Neither over TLS nor for JSON: a new process would load more classes for either than for all the rest.
        try (Socket socket = new Socket(address, mock.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET /_mock/openapi.yaml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (status == null || !status.startsWith("HTTP/1.1 200")) {
                throw new IOException("The first request was answered " + status);
            }
        }
    }

    /** The line of JSON. */
    byte[] line() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("endpoint", mock.endpoint().toString());
        line.put("httpEndpoint", mock.httpEndpoint().toString());
        line.put("pid", ProcessHandle.current().pid());
        line.put("caFile", caFile.toString());
        return (Jackson.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
