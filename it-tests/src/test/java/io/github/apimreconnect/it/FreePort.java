package io.github.apimreconnect.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port for programs that must be told one. */
public final class FreePort {
    private FreePort() {}

    /** Returns a port of the loopback address that is free now. */
    public static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
