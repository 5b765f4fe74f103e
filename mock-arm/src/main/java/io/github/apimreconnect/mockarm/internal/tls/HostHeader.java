package io.github.apimreconnect.mockarm.internal.tls;

import org.jspecify.annotations.Nullable;

/**
 * A host and a port, as in {@code Host} and after the scheme of {@code Origin}.
 *
 * @param name the name or address, an IPv6 address in brackets
 * @param port the port, or -1 if there is none
 */
public record HostHeader(String name, int port) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_DIGITS = 5;

    /** Returns the parts of a text, or null if its port is not one to connect to. */
    public static @Nullable HostHeader parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || colon < text.lastIndexOf(']')) {
            return new HostHeader(text, -1);
        }
        int port = port(text, colon + 1);
        return port < 1 || port > MAX_PORT ? null : new HostHeader(text.substring(0, colon), port);
    }

    private static int port(String text, int from) {
        int port = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || i - from >= MAX_DIGITS) {
                return -1;
            }
            port = 10 * port + c - '0';
        }
        return from == text.length() ? -1 : port;
    }
}
