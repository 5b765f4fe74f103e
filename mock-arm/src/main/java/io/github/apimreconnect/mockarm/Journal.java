package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.List;

/**
 * The requests received, oldest first, each with its response. A request is recorded before its response is sent, so a
 * test that has the response finds the request. Valid requests to {@code /_mock} are not recorded.
 *
 * <p>The journal is a ring buffer: beyond its capacity, or beyond 64 MiB (an eighth of the heap if the heap is smaller
 * than 512 MiB), it drops the oldest entries, and {@link #dropped()} returns how many. Methods that would need a
 * dropped entry throw, since a test that counts what is left would pass or fail by chance. Thread-safe.
 *
 * <p>Implemented by the mock alone: methods may be added.
 *
 * <pre>{@code
 * StepVerifier.create(client.reconnect(backend)).verifyComplete();
 * assertThat(mock.journal().count()).isEqualTo(1);
 * assertThat(mock.journal().last().status()).isEqualTo(202);
 * }</pre>
 */
public interface Journal {
    /**
     * Returns all requests received.
     *
     * @return a copy, oldest first
     * @throws IllegalStateException if some were dropped; {@link #retained()} returns the others
     */
    List<JournalEntry> entries();

    /**
     * Returns all requests received that match a filter.
     *
     * @param filter the filter
     * @return a copy, oldest first
     * @throws IllegalStateException if a dropped request might have matched
     */
    List<JournalEntry> entries(JournalFilter filter);

    /**
     * Returns the requests still held, even if others were dropped.
     *
     * @return a copy, oldest first
     */
    List<JournalEntry> retained();

    /**
     * Returns the newest entry.
     *
     * @return the newest entry
     * @throws IllegalStateException if no request was received yet
     */
    JournalEntry last();

    /**
     * Returns the number of requests received.
     *
     * @return the number of requests, including dropped ones
     */
    long count();

    /**
     * Returns the number of requests received that match a filter.
     *
     * @param filter the filter; {@link JournalFilter#ALL} also counts dropped requests
     * @return the number of requests
     * @throws IllegalStateException if a dropped request might have matched
     */
    long count(JournalFilter filter);

    /**
     * Returns the number of entries dropped to keep the journal within its limits.
     *
     * @return the number of entries dropped
     */
    long dropped();

    /**
     * Waits until that many requests have been received. Blocks, so call it from the thread of a test.
     *
     * @param requests the total number of requests to wait for
     * @param timeout the maximum time to wait
     * @return all requests received, oldest first; there can be more
     * @throws IllegalStateException on timeout, with a message that says how many were received and shows the newest,
     *     or if some were dropped
     * @throws InterruptedException if the thread is interrupted
     */
    List<JournalEntry> await(int requests, Duration timeout) throws InterruptedException;

    /**
     * Waits until that many requests that match a filter have been received. Blocks, so call it from the thread of a
     * test. If the journal is cleared meanwhile, only the requests after that count.
     *
     * <pre>{@code
     * client.reconnect(backend).subscribe();
     * mock.journal().await(JournalFilter.ALL.backend("proxy*").status(202), 1, Duration.ofSeconds(5));
     * }</pre>
     *
     * @param filter the filter, without an outcome: that changes after a request is recorded
     * @param requests the number of matching requests to wait for
     * @param timeout the maximum time to wait
     * @return all matching requests received, oldest first; there can be more
     * @throws IllegalArgumentException if the filter has an outcome
     * @throws IllegalStateException on timeout, with a message that says how many were received and shows the newest of
     *     all requests, or if a dropped request might have matched
     * @throws InterruptedException if the thread is interrupted
     */
    List<JournalEntry> await(JournalFilter filter, int requests, Duration timeout) throws InterruptedException;

    /** Clears all entries and the count of dropped ones. The next request gets number 1. */
    void clear();
}
