package io.github.apimreconnect.mockarm.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest reconnects, each stored as a byte array and four numbers; the objects that represent one are created on
 * demand. Grows up to its capacity. Not thread-safe.
 */
final class ReconnectRing {
    private static final int FIRST_SIZE = 64;
    /** Per reconnect: when it was accepted and how long after that it is due, in seconds and nanoseconds. */
    private static final int TIMES = 4;

    private static final int OVERHEAD = 64;
    /** Fills empty slots. */
    private static final byte[] NONE = new byte[0];

    private static final long NANOS = 1_000_000_000;

    private final int capacity;
    private final long maxBytes;
    private byte[][] paths = new byte[FIRST_SIZE][];
    /** Stored outside the paths: the oldest path is cold, and reading it to drop it would be a cache miss. */
    private int[] weights = new int[FIRST_SIZE];

    private long[] times = new long[TIMES * FIRST_SIZE];
    /** True if the caller asked for the delay. */
    private boolean[] asked = new boolean[FIRST_SIZE];

    private int first;
    private int size;
    private long bytes;
    private long last;

    ReconnectRing(int capacity, long maxBytes) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
    }

    void add(byte[] path, long acceptedSecond, int acceptedNano, Duration after, boolean afterAsked) {
        int weight = path.length + OVERHEAD;
        while (size == capacity || (bytes + weight > maxBytes && size > 0)) {
            drop();
        }
        if (size == paths.length) {
            grow();
        }
        int at = index(size);
        paths[at] = path;
        weights[at] = weight;
        times[TIMES * at] = acceptedSecond;
        times[TIMES * at + 1] = acceptedNano;
        times[TIMES * at + 2] = after.getSeconds();
        times[TIMES * at + 3] = after.getNano();
        asked[at] = afterAsked;
        bytes += weight;
        size++;
        last++;
    }

    int size() {
        return size;
    }

    /** Returns the number of the newest, 0 if there never was one. */
    long lastNumber() {
        return last;
    }

    /** Returns up to {@code most} reconnects, from a number on. */
    List<KeptReconnect> window(long number, int most) {
        long oldest = last - size + 1;
        int from = (int) Math.min(size, Math.max(0, number - oldest));
        int count = Math.min(most, size - from);
        List<KeptReconnect> window = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            int at = index(i);
            window.add(kept(oldest + i, at));
        }
        return window;
    }

    int countDueAfter(Instant now) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            int at = TIMES * index(i);
            long seconds = times[at] + times[at + 2] - now.getEpochSecond();
            long nanos = times[at + 1] + times[at + 3] - now.getNano();
            // The nanoseconds range from -1 second to 2.
            boolean later = seconds > 1 || (seconds >= -2 && seconds * NANOS + nanos > 0);
            count += later ? 1 : 0;
        }
        return count;
    }

    void clear() {
        Arrays.fill(paths, NONE);
        first = 0;
        size = 0;
        bytes = 0;
        last = 0;
    }

    private void drop() {
        bytes -= weights[first];
        paths[first] = NONE;
        first = index(1);
        size--;
    }

    private KeptReconnect kept(long number, int at) {
        int time = TIMES * at;
        return new KeptReconnect(
                number,
                paths[at],
                Instant.ofEpochSecond(times[time], times[time + 1]),
                Duration.ofSeconds(times[time + 2], times[time + 3]),
                asked[at]);
    }

    private int index(int offset) {
        int at = first + offset;
        return at < paths.length ? at : at - paths.length;
    }

    private void grow() {
        int length = Math.min(capacity, 2 * paths.length);
        byte[][] more = new byte[length][];
        int[] moreWeights = new int[length];
        long[] moreTimes = new long[TIMES * length];
        boolean[] moreAsked = new boolean[length];
        for (int i = 0; i < size; i++) {
            int at = index(i);
            more[i] = paths[at];
            moreWeights[i] = weights[at];
            System.arraycopy(times, TIMES * at, moreTimes, TIMES * i, TIMES);
            moreAsked[i] = asked[at];
        }
        paths = more;
        weights = moreWeights;
        times = moreTimes;
        asked = moreAsked;
        first = 0;
    }
}
