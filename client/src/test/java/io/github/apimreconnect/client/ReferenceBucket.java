package io.github.apimreconnect.client;

/**
 * A write bucket as the service keeps it, in whole nanoseconds by the theoretical arrival time of the generic cell rate
 * algorithm: nothing is shared with the client's model.
 */
final class ReferenceBucket {
    private static final double NANOS = 1e9;

    private final int capacity;
    private final long nanosPerWrite;
    private long emptySince;

    ReferenceBucket(int capacity, double refillPerSecond) {
        this.capacity = capacity;
        this.nanosPerWrite = Math.round(NANOS / refillPerSecond);
        this.emptySince = -capacity * nanosPerWrite;
    }

    /** Takes a write, unless the bucket is empty. */
    boolean take(long now) {
        if (remaining(now) < 1) {
            return false;
        }
        emptySince = Math.max(emptySince, now - capacity * nanosPerWrite) + nanosPerWrite;
        return true;
    }

    int remaining(long now) {
        return (int) Math.min(capacity, (now - emptySince) / nanosPerWrite);
    }

    /** Returns {@code Retry-After}: whole seconds, at least one. */
    long retryAfterSeconds(long now) {
        long wait = emptySince + nanosPerWrite - now;
        return Math.max(1, Math.round(Math.ceil(wait / NANOS)));
    }

    /** Returns the least time for a number of writes, in seconds. */
    double leastSeconds(int writes) {
        return Math.max(0, writes - capacity) * nanosPerWrite / NANOS;
    }
}
