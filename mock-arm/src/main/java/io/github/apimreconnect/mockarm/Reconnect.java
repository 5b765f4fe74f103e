package io.github.apimreconnect.mockarm;

import java.time.Instant;

/**
 * An accepted reconnect.
 *
 * <pre>{@code
 * StepVerifier.create(client.reconnect(backend, Duration.ofMinutes(2))).verifyComplete();
 * Reconnect reconnect = mock.reconnects().pending().get(0);
 * assertThat(Duration.between(reconnect.accepted(), reconnect.due())).isEqualTo(Duration.ofMinutes(2));
 * }</pre>
 *
 * @param number its sequence number: 1 for the first since the mock started or was reset, then 2, 3, and so on
 * @param resourceId the ARM id of the backend, as the caller wrote it
 * @param requestId {@code x-ms-request-id} of the 202
 * @param accepted when it was accepted, on the mock's clock
 * @param due when the gateways reconnect, on the mock's clock
 */
public record Reconnect(long number, String resourceId, String requestId, Instant accepted, Instant due) {
    /**
     * Returns whether the reconnect is due.
     *
     * @param now the time on the mock's clock
     * @return whether the gateways have reconnected
     */
    public boolean isDone(Instant now) {
        return !now.isBefore(due);
    }
}
