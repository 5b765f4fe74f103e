package io.github.apimreconnect.it.load;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long calls took, in nanoseconds: from the time each was due, which is what a caller waits, and from its sending. */
final class Measured {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    /** Times that a call is handed from thread to thread, on both sides, and may wait for a processor. */
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

    /** What counts. */
    Histogram fromDue() {
        return fromDue;
    }

    /** What a measurement that starts with the sending would have shown. */
    Histogram fromSent() {
        return fromSent;
    }

    /** How late the sender itself was: large values speak of the machine, not of what is measured. */
    Histogram late() {
        return late;
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** What other processes took of the machine meanwhile, 1 being all of it. */
    void others(double share) {
        others = share;
    }

    double others() {
        return others;
    }

    /** A bound, moved by what the machine is to blame for: the sender was late itself, or others took most of it. */
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
