package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.Reconnect;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A kept reconnect.
 *
 * @param number its sequence number
 * @param path the path and the request id, each in Latin-1, with a line feed between them
 * @param accepted when it was accepted
 * @param after how long after that it is due
 * @param asked whether the caller asked for that delay
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KeptReconnect(long number, byte[] path, Instant accepted, Duration after, boolean asked) {
    /** Returns it as users see it. */
    public Reconnect show() {
        String text = new String(path, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String id = text.substring(end + 1);
        return new Reconnect(
                number,
                ArmRequest.pathOf(text.substring(0, end)).resourceId(),
                id.isEmpty() ? "null" : id,
                accepted,
                due());
    }

    private Instant due() {
        // `after` can extend past Instant.MAX.
        return after.compareTo(Duration.between(accepted, Instant.MAX)) > 0 ? Instant.MAX : accepted.plus(after);
    }
}
