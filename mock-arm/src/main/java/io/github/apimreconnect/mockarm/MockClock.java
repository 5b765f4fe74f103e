package io.github.apimreconnect.mockarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The virtual clock of a mock: it stands still until it is advanced. It moves the write buckets and the reconnects that
 * are pending; tokens expire in real time, as clients cache them in real time. Safe for use by several threads.
 */
public final class MockClock extends Clock {
    /** Dates in headers have four digits for the year. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private volatile Instant now;

    MockClock(Instant start) {
        this.now = start;
    }

    /**
     * Moves the clock on.
     *
     * @param by how far, zero or more
     * @return the new time
     * @throws IllegalArgumentException if that is back, or past the end of the calendar
     */
    public Instant advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("'advance' must not be negative, but was " + by);
        }
        synchronized (this) {
            if (by.compareTo(Duration.between(now, LAST)) > 0) {
                throw new IllegalArgumentException("'advance' must not pass the year 9999, but was " + by);
            }
            now = now.plus(by);
            return now;
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : new Zoned(this, zone);
    }

    /** The same time elsewhere; it moves with the clock. */
    private static final class Zoned extends Clock {
        private final MockClock clock;
        private final ZoneId zone;

        Zoned(MockClock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return clock.withZone(other);
        }
    }

    @Override
    public String toString() {
        return "MockClock[" + now + "]";
    }
}
