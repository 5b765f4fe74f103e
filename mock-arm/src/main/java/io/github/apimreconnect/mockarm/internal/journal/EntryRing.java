package io.github.apimreconnect.mockarm.internal.journal;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue of entries. The data needed to drop an entry is stored outside it: the oldest entry is cold, and reading it
 * would be a cache miss. Grows up to its capacity. Not thread-safe.
 */
final class EntryRing {
    private static final int FIRST_SIZE = 64;

    private final int capacity;
    private @Nullable RecordedRequest[] entries;
    private int[] weights;
    /** By entry, the latest arrival up to it; on a real clock, not always its own. */
    private long[] latest;

    private int first;
    private int size;

    EntryRing(int capacity) {
        this.capacity = capacity;
        this.entries = new RecordedRequest[Math.min(capacity, FIRST_SIZE)];
        this.weights = new int[entries.length];
        this.latest = new long[entries.length];
    }

    boolean isFull() {
        return size == capacity;
    }

    int size() {
        return size;
    }

    void add(RecordedRequest entry, int weight, long latestArrival) {
        if (size == entries.length) {
            grow();
        }
        int at = index(size);
        entries[at] = entry;
        weights[at] = weight;
        latest[at] = latestArrival;
        size++;
    }

    /** Returns the entry at an offset from the oldest. */
    @Nullable
    RecordedRequest get(int offset) {
        return entries[index(offset)];
    }

    @Nullable
    RecordedRequest last() {
        return size == 0 ? null : entries[index(size - 1)];
    }

    /** Returns the latest arrival up to the oldest entry; the ring must not be empty. */
    long firstLatest() {
        return latest[first];
    }

    /** Drops the oldest entry and returns its weight. */
    int drop() {
        int weight = weights[first];
        entries[first] = null;
        first = index(1);
        size--;
        return weight;
    }

    /** Returns references to {@code count} entries, from an offset on. */
    List<RecordedRequest> copy(int from, int count) {
        RecordedRequest[] copy = new RecordedRequest[count];
        if (count > 0) {
            int start = index(from);
            int whole = Math.min(count, entries.length - start);
            System.arraycopy(entries, start, copy, 0, whole);
            System.arraycopy(entries, 0, copy, whole, count - whole);
        }
        return Collections.unmodifiableList(Arrays.asList(copy));
    }

    void clear() {
        Arrays.fill(entries, null);
        first = 0;
        size = 0;
    }

    private int index(int offset) {
        int at = first + offset;
        return at < entries.length ? at : at - entries.length;
    }

    private void grow() {
        int length = (int) Math.min(capacity, 2L * entries.length);
        @Nullable RecordedRequest[] more = new RecordedRequest[length];
        int[] moreWeights = new int[length];
        long[] moreLatest = new long[length];
        for (int i = 0; i < size; i++) {
            more[i] = entries[index(i)];
            moreWeights[i] = weights[index(i)];
            moreLatest[i] = latest[index(i)];
        }
        entries = more;
        weights = moreWeights;
        latest = moreLatest;
        first = 0;
    }
}
