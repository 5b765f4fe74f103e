package io.github.apimreconnect.mockarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The virtual clock of a mock, which stands still until it is advanced. It drives the write buckets and pending
 * reconnects; tokens expire in real time, since clients cache them in real time. Thread-safe.
 *
 * <pre>{@code
 * try (MockArm virtual = MockArm.builder().auth(Auth.NONE).virtualClock().start()) {
 *     virtual.clock().advance(Duration.ofHours(1)); // write buckets fill up, reconnects are done
 * }
 * }</pre>
 */
public final class MockClock extends Clock {
    /** The latest time with a four-digit year, as dates in headers require. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private volatile Instant now;

    /**
     * Creates a clock.
     *
     * @param start the initial time
     */
    public MockClock(Instant start) {
        this.now = start;
    }

    /**
     * Advances the clock.
     *
     * @param by the amount, zero or more
     * @return the new time
     * @throws IllegalArgumentException if the amount is negative or passes the year 9999
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

    /** A view of the clock in another time zone. */
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
