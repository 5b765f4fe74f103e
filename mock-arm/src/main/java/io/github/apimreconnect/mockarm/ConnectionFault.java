package io.github.apimreconnect.mockarm;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A connection-level fault, which applies before any request is read.
 *
 * <pre>{@code
 * mock.nextConnections(ConnectionFault.REFUSE, 1);
 * StepVerifier.create(client.reconnect(backend)).verifyComplete(); // the second connection was served
 * }</pre>
 */
public enum ConnectionFault {
    /** Resets the connection as soon as it is accepted. */
    REFUSE,
    /** Resets the connection when its first bytes arrive: in the middle of a TLS handshake. */
    CUT_HANDSHAKE,
    /** Reads the connection 512 bytes at a time, ten times a second. */
    SLOW_READ;

    /** Returns the name used in text, such as {@code cut-handshake}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Parses the name of a fault.
     *
     * @param text the name, such as {@code cut-handshake}
     * @return the fault
     * @throws IllegalArgumentException if no fault has that name; the message lists the known faults
     */
    public static ConnectionFault parse(String text) {
        return Arrays.stream(values())
                .filter(fault -> fault.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown connection fault '" + text
                        + "'. Known faults: "
                        + Arrays.stream(values()).map(ConnectionFault::toString).collect(Collectors.joining(", "))));
    }
}
