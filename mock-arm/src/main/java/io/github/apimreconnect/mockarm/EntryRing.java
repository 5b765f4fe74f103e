package io.github.apimreconnect.mockarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue of entries with their weights beside them: dropping one that came long ago must not fetch it from memory, where
 * it is cold. Grows up to its capacity. Not safe for use by several threads.
 */
final class EntryRing {
    private static final int FIRST_SIZE = 64;

    private final int capacity;
    private @Nullable JournalEntry[] entries;
    private int[] weights;
    private int first;
    private int size;

    EntryRing(int capacity) {
        this.capacity = capacity;
        this.entries = new JournalEntry[Math.min(capacity, FIRST_SIZE)];
        this.weights = new int[entries.length];
    }

    boolean isFull() {
        return size == capacity;
    }

    int size() {
        return size;
    }

    void add(JournalEntry entry, int weight) {
        if (size == entries.length) {
            grow();
        }
        int at = index(size);
        entries[at] = entry;
        weights[at] = weight;
        size++;
    }

    /** The oldest, which there must be. */
    @Nullable
    JournalEntry first() {
        return entries[first];
    }

    @Nullable
    JournalEntry last() {
        return size == 0 ? null : entries[index(size - 1)];
    }

    /** Drops the oldest, and returns its weight. */
    int drop() {
        int weight = weights[first];
        entries[first] = null;
        first = index(1);
        size--;
        return weight;
    }

    List<JournalEntry> copy() {
        List<JournalEntry> copy = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            JournalEntry entry = entries[index(i)];
            if (entry != null) {
                copy.add(entry);
            }
        }
        return copy;
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
        @Nullable JournalEntry[] more = new JournalEntry[length];
        int[] moreWeights = new int[length];
        for (int i = 0; i < size; i++) {
            more[i] = entries[index(i)];
            moreWeights[i] = weights[index(i)];
        }
        entries = more;
        weights = moreWeights;
        first = 0;
    }
}
