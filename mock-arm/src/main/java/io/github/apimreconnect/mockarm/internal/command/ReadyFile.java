package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.arm.Json;
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
 * The file that scripts wait for: it proves that a request was served, and has the addresses.
 *
 * @param mock the mock
 * @param caFile the file its certificate authority was written to
 */
record ReadyFile(ArmServer mock, Path caFile) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** Sends one request, as a client would: a port can be bound before it serves. */
    static void serveOnce(ArmServer mock) throws IOException {
        InetAddress bound = mock.address().getAddress();
        InetAddress address = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        // No TLS and no JSON: either would make a new process load more classes than everything else.
        try (Socket socket = new Socket(address, mock.address().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET /_mock/openapi.yaml HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (status == null || !status.startsWith("HTTP/1.1 200")) {
                throw new IOException("The first request returned " + status);
            }
        }
    }

    /** Returns the line of JSON. */
    byte[] line() {
        return (Json.text(fields()) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the fields of the line, as a new map. */
    Map<String, Object> fields() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("endpoint", mock.origin());
        line.put("httpEndpoint", mock.httpOrigin());
        line.put("pid", ProcessHandle.current().pid());
        line.put("caFile", caFile.toString());
        return line;
    }
}
