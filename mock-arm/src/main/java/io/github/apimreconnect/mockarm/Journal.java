package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests that came, oldest first, each with its answer. A request is written here before its answer leaves, so a
 * test that has the answer finds the request. Requests to {@code /_mock} are not here.
 *
 * <p>The journal is a ring: past its capacity, or past 64 MiB, the oldest are dropped, and {@link #dropped()} says how
 * many. What would need a dropped one throws, since a test that counts what is left would pass or fail by chance. Safe
 * for use by several threads.
 */
public final class Journal {
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final int capacity;
    private final EntryRing ring;
    private @Nullable JournalEntry lastDropped;
    private long bytes;
    private long written;
    private long dropped;
    private int waiting;

    Journal(int capacity) {
        this.capacity = capacity;
        this.ring = new EntryRing(capacity);
    }

    synchronized void write(JournalEntry entry) {
        int weight = entry.weight();
        while (ring.isFull() || (bytes + weight > MAX_BYTES && ring.size() > 0)) {
            lastDropped = ring.first();
            bytes -= ring.drop();
            dropped++;
        }
        ring.add(entry, weight);
        bytes += weight;
        written++;
        if (waiting > 0) {
            notifyAll();
        }
    }

    /**
     * Returns every request that came.
     *
     * @return a copy, oldest first
     * @throws IllegalStateException if some were dropped; {@link #retained()} returns the others
     */
    public List<JournalEntry> entries() {
        return entries(JournalFilter.ALL);
    }

    /**
     * Returns every request that came and that a filter lets through.
     *
     * @param filter the filter
     * @return a copy, oldest first
     * @throws IllegalStateException if some were dropped that it might have let through
     */
    public synchronized List<JournalEntry> entries(JournalFilter filter) {
        Instant since = filter.since();
        if (lastDropped != null && (since == null || !since.isAfter(lastDropped.arrived()))) {
            throw new IllegalStateException(
                    "The journal has dropped " + dropped + " of " + written + " requests, so it cannot tell; it keeps "
                            + capacity + ", or 64 MiB (--journal). Those left: retained(), or ?retained=true");
        }
        return ring.copy().stream().filter(filter::matches).toList();
    }

    /**
     * Returns the requests that are still here, dropped ones or not.
     *
     * @return a copy, oldest first
     */
    public synchronized List<JournalEntry> retained() {
        return ring.copy();
    }

    /**
     * Returns the newest entry.
     *
     * @return the newest entry
     * @throws IllegalStateException if nothing came yet
     */
    public synchronized JournalEntry last() {
        JournalEntry last = ring.last();
        if (last == null) {
            throw new IllegalStateException("The journal is empty: no request came");
        }
        return last;
    }

    /**
     * Returns how many requests came.
     *
     * @return the number of requests, dropped ones among them
     */
    public synchronized long count() {
        return written;
    }

    /**
     * Returns how many entries were dropped to keep the journal within its bounds.
     *
     * @return the number of entries dropped
     */
    public synchronized long dropped() {
        return dropped;
    }

    /**
     * Waits until so many requests have come. For the thread of a test: it blocks.
     *
     * @param requests how many, in all
     * @param timeout how long to wait at most
     * @return every request that came, oldest first; there can be more
     * @throws IllegalStateException if the time is up, which says how many came, or if some were dropped
     * @throws InterruptedException if the thread is interrupted
     */
    public synchronized List<JournalEntry> await(int requests, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        waiting++;
        try {
            while (written < requests) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new IllegalStateException(
                            written + " of " + requests + " requests came within " + timeout + ": " + ring.copy());
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } finally {
            waiting--;
        }
        return entries();
    }

    /** Forgets everything, the count of dropped entries, too. */
    public synchronized void clear() {
        ring.clear();
        bytes = 0;
        written = 0;
        dropped = 0;
        lastDropped = null;
    }
}
