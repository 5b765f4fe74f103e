package io.github.apimreconnect.mockarm;

import java.time.Duration;

/**
 * How long a connection may take.
 *
 * @param head for a TLS handshake and the head of a request, from its first byte
 * @param body for the body of a request, as a whole
 * @param idle between requests; a peer that reads nothing of an answer is cut after one to two times this
 * @param linger for a peer to read the last answer, once it is written
 */
record Limits(Duration head, Duration body, Duration idle, Duration linger) {
    static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(1));
}
