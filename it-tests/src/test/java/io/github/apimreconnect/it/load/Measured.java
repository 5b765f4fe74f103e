package io.github.apimreconnect.it.load;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Durations of calls in nanoseconds: from when each was due, which is the caller's view, and from when it was sent. */
final class Measured {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    /** How often a call is handed from thread to thread, on both sides, and may wait for a processor. */
    private static final int HAND_OVERS = 10;

    private static final int PATIENCE = 10;

    private final Histogram fromDue = histogram();
    private final Histogram fromSent = histogram();
    private final Histogram late = histogram();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile double others;

    void ended(long due, long sent, long end) {
        fromDue.recordValue(Math.min(end - due, LONGEST));
        fromSent.recordValue(Math.min(end - sent, LONGEST));
        late.recordValue(Math.min(sent - due, LONGEST));
    }

    void failed(Throwable failure) {
        failures.add(failure);
    }

    void add(Measured other) {
        fromDue.add(other.fromDue);
        fromSent.add(other.fromSent);
        late.add(other.late);
        failures.addAll(other.failures);
        others = Math.max(others, other.others);
    }

    Histogram fromDue() {
        return fromDue;
    }

    /** Returns what a measurement from the time of sending would have shown. */
    Histogram fromSent() {
        return fromSent;
    }

    /** Returns how late the sender was: large values point to the machine rather than the code under test. */
    Histogram late() {
        return late;
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Sets the share of the machine that other processes used; 1 is all of it. */
    void others(double share) {
        others = share;
    }

    double others() {
        return others;
    }

    /** Relaxes a bound if the machine was busy: if the sender was late, or other processes used most of it. */
    Duration bound(Duration onAQuietMachine) {
        return onAQuietMachine
                .multipliedBy(others > 0.5 ? PATIENCE : 1)
                .plus(percentile(late, 99).multipliedBy(HAND_OVERS));
    }

    static Duration percentile(Histogram histogram, double percentile) {
        return Duration.ofNanos(histogram.getValueAtPercentile(percentile));
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(1_000, LONGEST, 3);
    }
}
