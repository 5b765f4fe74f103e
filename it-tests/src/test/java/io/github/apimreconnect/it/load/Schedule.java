package io.github.apimreconnect.it.load;

import java.time.Duration;

/**
 * When each call of a steady load is due: by its number alone, so that no delay moves the ones after it.
 *
 * @param callsPerSecond the rate
 * @param calls how many there are
 */
record Schedule(int callsPerSecond, int calls) {
    static Schedule of(int callsPerSecond, Duration duration) {
        return new Schedule(callsPerSecond, Math.toIntExact(callsPerSecond * duration.toMillis() / 1000));
    }

    /** Nanoseconds from the start. */
    long dueAt(int call) {
        return call * 1_000_000_000L / callsPerSecond;
    }

    Duration duration() {
        return Duration.ofNanos(dueAt(calls));
    }
}
