package io.github.apimreconnect.mockarm.internal.event;

import org.jspecify.annotations.Nullable;

/** A ring of the newest events of the journal, as numbers; entries are looked up when they are sent. Not thread-safe. */
final class JournalEvents {
    static final int SIZE = 4096;
    private static final int MASK = SIZE - 1;

    /** The numbers of the events, ascending. */
    private final long[] events = new long[SIZE];
    /** Twice the number of the entry, and 1 more if its answer ended. */
    private final long[] entries = new long[SIZE];

    private long written;
    private int size;
    /** The newest event that was overwritten. */
    private long overwritten;
    /** Events up to this number are of no interest to any reader. */
    private long floor = Long.MAX_VALUE;
    /** The lowest entry overwritten above the floor since {@link #takeLost}; a number, so as to create no garbage. */
    private long lostFrom = Long.MAX_VALUE;

    private long lostTo;
    private long lostLast;

    void add(long event, long entry, boolean ended) {
        int slot = (int) (written & MASK);
        if (size == SIZE) {
            overwritten = events[slot];
            if (overwritten > floor) {
                long lost = entries[slot] >> 1;
                lostFrom = Math.min(lostFrom, lost);
                lostTo = Math.max(lostTo, lost);
                lostLast = overwritten;
            }
        } else {
            size++;
        }
        events[slot] = event;
        entries[slot] = entry << 1 | (ended ? 1 : 0);
        written++;
    }

    void clear() {
        size = 0;
        overwritten = 0;
        forgetLost();
    }

    private void forgetLost() {
        lostFrom = Long.MAX_VALUE;
        lostTo = 0;
        lostLast = 0;
    }

    long overwritten() {
        return overwritten;
    }

    /** Sets the lowest place of all readers. */
    void floor(long place) {
        floor = place;
    }

    /** Sets the lowest place of all readers to that of a new one, unless another is lower. */
    void lowerFloor(long place) {
        floor = Math.min(floor, place);
    }

    /** Returns what was overwritten before every reader had it, and forgets it. */
    @Nullable
    LeftOut takeLost() {
        LeftOut lost = lostLast == 0 ? null : new LeftOut(lostFrom, lostTo, lostLast);
        forgetLost();
        return lost;
    }

    /** Returns how many events there are after a number. */
    int countAfter(long event) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events[slot(middle)] > event) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return size - low;
    }

    /** Copies some of the newest {@code count} events, oldest first. */
    void copy(int count, long[] toEvents, long[] toEntries) {
        for (int i = 0; i < toEvents.length; i++) {
            int slot = slot(size - count + i);
            toEvents[i] = events[slot];
            toEntries[i] = entries[slot];
        }
    }

    private int slot(int offset) {
        return (int) ((written - size + offset) & MASK);
    }
}
