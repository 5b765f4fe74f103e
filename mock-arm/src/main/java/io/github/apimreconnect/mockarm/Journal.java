package io.github.apimreconnect.mockarm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The requests that came, oldest first, each with its answer. A request is written here before its answer leaves, so a
 * test that has the answer finds the request. Bytes that are no HTTP request (too long a head, bad framing) are answered
 * below the mock, and are not here; nor are requests to {@code /_mock}.
 *
 * <p>The journal is a ring: past its capacity, or past 64 MiB, the oldest are dropped, and {@link #dropped()} says how
 * many. Safe for use by several threads.
 */
public final class Journal {
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final Deque<JournalEntry> ring = new ArrayDeque<>();
    private final int capacity;
    private long bytes;
    private long written;

    Journal(int capacity) {
        this.capacity = capacity;
    }

    synchronized void write(JournalEntry entry) {
        ring.addLast(entry);
        bytes += entry.weight();
        written++;
        while (ring.size() > capacity || (bytes > MAX_BYTES && ring.size() > 1)) {
            bytes -= ring.removeFirst().weight();
        }
    }

    /**
     * Returns what the journal holds, oldest first.
     *
     * @return a copy
     */
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(ring);
    }

    /**
     * Returns the newest entry.
     *
     * @return the newest entry
     * @throws IllegalStateException if nothing came yet
     */
    public synchronized JournalEntry last() {
        if (ring.isEmpty()) {
            throw new IllegalStateException("The journal is empty: no request came");
        }
        return ring.getLast();
    }

    /**
     * Returns how many entries were dropped to keep the journal within its bounds.
     *
     * @return the number of entries dropped
     */
    public synchronized long dropped() {
        return written - ring.size();
    }
}
