package io.github.apimreconnect.mockarm.internal.event;

import io.github.apimreconnect.mockarm.MockClock;
import java.time.Clock;
import java.time.Instant;

/** Detects that the virtual clock was advanced, over HTTP or in Java. Thread-safe. */
final class ClockWatch {
    private final Clock clock;
    private Instant told = Instant.MIN;

    ClockWatch(Clock clock) {
        this.clock = clock;
    }

    /** Returns whether a virtual clock has another time than when this was last called. */
    synchronized boolean hasChanged() {
        if (!(clock instanceof MockClock)) {
            return false;
        }
        Instant now = clock.instant();
        boolean changed = !now.equals(told);
        told = now;
        return changed;
    }
}
