package io.github.apimreconnect.mockarm;

import java.time.Duration;

/**
 * How long a connection may take, where Reactor Netty has no limit by default.
 *
 * @param handshake for the TLS handshake
 * @param head for the head of a request, from its first byte
 * @param body for the body of a request, as a whole
 * @param idle between requests
 */
record Limits(Duration handshake, Duration head, Duration body, Duration idle) {
    static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2));
}
