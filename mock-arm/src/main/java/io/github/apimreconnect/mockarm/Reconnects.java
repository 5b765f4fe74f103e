package io.github.apimreconnect.mockarm;

import java.util.List;

/**
 * The accepted reconnects: pending until they are due on the mock's clock, then done. Keeps the newest 10,000, or as
 * many as fit in 8 MiB. Thread-safe.
 *
 * <p>Implemented by the mock alone: methods may be added.
 *
 * <pre>{@code
 * StepVerifier.create(client.reconnect(backend)).verifyComplete();
 * assertThat(mock.reconnects().pending()).hasSize(1);
 * assertThat(mock.reconnects().done()).isEmpty();
 * }</pre>
 */
public interface Reconnects {
    /**
     * Returns all reconnects kept.
     *
     * @return a copy, oldest first
     */
    List<Reconnect> all();

    /**
     * Returns the reconnects that are not due yet.
     *
     * @return a copy, oldest first
     */
    List<Reconnect> pending();

    /**
     * Returns the reconnects that are done.
     *
     * @return a copy, oldest first
     */
    List<Reconnect> done();
}
