package io.github.apimreconnect.mockarm.internal.journal;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts of responses by status. Thread-safe. */
final class StatusCounts {
    private static final int STATUSES = 600;

    private final AtomicLongArray counts = new AtomicLongArray(STATUSES);

    void count(int status) {
        counts.incrementAndGet(status);
    }

    /** Returns the statuses sent at least once. */
    Map<Integer, Long> sums() {
        Map<Integer, Long> sums = new TreeMap<>();
        for (int status = 0; status < STATUSES; status++) {
            long count = counts.get(status);
            if (count > 0) {
                sums.put(status, count);
            }
        }
        return sums;
    }

    void clear() {
        for (int status = 0; status < STATUSES; status++) {
            counts.set(status, 0);
        }
    }
}
