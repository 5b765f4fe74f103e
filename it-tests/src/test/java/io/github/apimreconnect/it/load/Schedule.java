package io.github.apimreconnect.it.load;

import java.time.Duration;

/**
 * When each call of a steady load is due: computed from its number, so that a delay does not shift later calls.
 *
 * @param callsPerSecond the rate
 * @param calls the number of calls
 */
record Schedule(int callsPerSecond, int calls) {
    static Schedule of(int callsPerSecond, Duration duration) {
        return new Schedule(callsPerSecond, Math.toIntExact(callsPerSecond * duration.toMillis() / 1000));
    }

    /** Returns nanoseconds from the start. */
    long dueAt(int call) {
        return call * 1_000_000_000L / callsPerSecond;
    }

    Duration duration() {
        return Duration.ofNanos(dueAt(calls));
    }
}
