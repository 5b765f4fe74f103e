package io.github.apimreconnect.mockarm.internal.connection;

import java.time.Duration;

/**
 * The time limits of a connection.
 *
 * @param head for a TLS handshake and the head of a request, from its first byte
 * @param body for the body of a request, as a whole
 * @param idle between requests; a peer that reads nothing of a response is disconnected after one to two times this
 * @param linger for a peer to read the last response, once it is written
 */
public record Timeouts(Duration head, Duration body, Duration idle, Duration linger) {
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(1));
}
