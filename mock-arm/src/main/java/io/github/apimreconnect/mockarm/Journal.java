package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The requests that came, oldest first, each with its answer. A request is written here before its answer leaves, so a
 * test that has the answer finds the request. Requests to {@code /_mock} are not here.
 *
 * <p>The journal is a ring: past its capacity, or past 64 MiB, the oldest are dropped, and {@link #dropped()} says how
 * many; in a heap of less than 512 MiB it is an eighth of that. What would need a dropped one throws, since a test that
 * counts what is left would pass or fail by chance. Safe for use by several threads.
 */
public final class Journal {
    private static final long MAX_BYTES = 64L * 1024 * 1024;
    /** Of the heap, so that a small one is not full of requests. */
    private static final int SHARE = 8;

    private static final int SHOWN = 20;

    private final int capacity;
    private final long maxBytes;
    private final EntryRing ring;
    private long latest = Long.MIN_VALUE;
    private long latestDropped = Long.MIN_VALUE;
    private long bytes;
    private long written;
    private long dropped;
    private int waiting;

    Journal(int capacity) {
        this(capacity, Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE));
    }

    Journal(int capacity, long maxBytes) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.ring = new EntryRing(capacity);
    }

    /**
     * Entries as they were at one moment.
     *
     * @param entries some of them, oldest first, without gaps
     * @param written how many there have been
     * @param dropped how many of these, the first, were dropped
     * @param latestDropped the latest arrival of those
     * @param bounds what the journal keeps, in words
     */
    record Window(List<JournalEntry> entries, long written, long dropped, Instant latestDropped, String bounds) {
        /** The number of the first, or of the next to come. */
        long first() {
            return entries.isEmpty() ? written + 1 : entries.get(0).number();
        }

        /** Throws if one was dropped, from a number on, that a filter might let through. */
        void require(long from, JournalFilter filter) {
            Instant since = filter.since();
            if (from <= dropped && (since == null || !since.isAfter(latestDropped))) {
                throw new IllegalStateException("The journal has dropped " + dropped + " of " + written
                        + " requests, so it cannot tell; it keeps " + bounds
                        + " (--journal). Those left: retained(), or ?retained=true");
            }
        }
    }

    /** Writes an entry, and gives it its number. */
    synchronized void write(JournalEntry entry) {
        int weight = entry.weight();
        while (ring.isFull() || (bytes + weight > maxBytes && ring.size() > 0)) {
            latestDropped = ring.firstLatest();
            bytes -= ring.drop();
            dropped++;
        }
        written++;
        entry.number(written);
        latest = Math.max(latest, entry.arrivedMicros());
        ring.add(entry, weight, latest);
        bytes += weight;
        if (waiting > 0) {
            notifyAll();
        }
    }

    /** The oldest entries from a number on, so many at most. */
    synchronized Window window(long from, int most) {
        long skipped = Math.min(ring.size(), Math.max(0, from - 1 - dropped));
        return copied((int) skipped, Math.min(most, ring.size() - (int) skipped));
    }

    /** The newest entries, so many at most. */
    synchronized Window newest(int most) {
        int count = Math.min(most, ring.size());
        return copied(ring.size() - count, count);
    }

    /** Only references are copied: event loops wait to write meanwhile. */
    private synchronized Window copied(int from, int count) {
        return new Window(
                ring.copy(from, count),
                written,
                dropped,
                dropped == 0 ? Instant.MIN : Instant.EPOCH.plus(latestDropped, ChronoUnit.MICROS),
                capacity + ", or " + (maxBytes >> 20) + " MiB");
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
    public List<JournalEntry> entries(JournalFilter filter) {
        Window window = window(1, Integer.MAX_VALUE);
        window.require(1, filter);
        return window.entries().stream().filter(filter::matches).toList();
    }

    /**
     * Returns the requests that are still here, dropped ones or not.
     *
     * @return a copy, oldest first
     */
    public List<JournalEntry> retained() {
        return window(1, Integer.MAX_VALUE).entries();
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
     * @throws IllegalStateException if the time is up, which says how many came and shows the newest, or if some were
     *     dropped
     * @throws InterruptedException if the thread is interrupted
     */
    public List<JournalEntry> await(int requests, Duration timeout) throws InterruptedException {
        if (!came(requests, timeout)) {
            Window window = newest(SHOWN);
            throw new IllegalStateException(window.written() + " of " + requests + " requests came within " + timeout
                    + (window.written() > SHOWN ? ", the newest: " : ": ") + window.entries());
        }
        return entries();
    }

    private synchronized boolean came(int requests, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        waiting++;
        try {
            while (written < requests) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } finally {
            waiting--;
        }
    }

    /** Forgets everything, the count of dropped entries, too. The next request has the number 1. */
    public synchronized void clear() {
        ring.clear();
        bytes = 0;
        written = 0;
        dropped = 0;
        latest = Long.MIN_VALUE;
        latestDropped = Long.MIN_VALUE;
    }
}
