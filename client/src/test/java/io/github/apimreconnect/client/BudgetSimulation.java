package io.github.apimreconnect.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/** Sends writes as a {@link WriteBudget} allows to a bucket as the service keeps it, in virtual time. */
final class BudgetSimulation {
    static final long SECOND = 1_000_000_000;
    private static final int MOST_IN_FLIGHT = 64;

    private record Event(long at, long order, Runnable action) {}

    private final WriteBudget believed;
    private final ReferenceBucket real;
    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long mostArrivalNanos;
    private long mostAnswerNanos;
    private boolean headers = true;
    private long scheduled;
    private long now;
    private long wakeAt = Long.MAX_VALUE;
    private int todo;
    private int inFlight;

    final List<Long> takenAt = new ArrayList<>();
    int accepted;
    int throttled;
    double seconds;

    BudgetSimulation(WriteBudget believed, ReferenceBucket real, long seed) {
        this.believed = believed;
        this.real = real;
        this.random = new Random(seed);
    }

    /** Sets the longest times from the client to the bucket and back; each is random. */
    BudgetSimulation latency(double mostArrivalSeconds, double mostAnswerSeconds) {
        mostArrivalNanos = Math.round(mostArrivalSeconds * SECOND);
        mostAnswerNanos = Math.round(mostAnswerSeconds * SECOND);
        return this;
    }

    BudgetSimulation withoutHeaders() {
        headers = false;
        return this;
    }

    /** Lets another client take a write every so often. */
    BudgetSimulation otherClientEvery(double intervalSeconds) {
        otherClient(0, Math.round(intervalSeconds * SECOND));
        return this;
    }

    private void otherClient(long delay, long interval) {
        at(delay, () -> {
            real.take(now);
            if (todo > 0 || inFlight > 0) {
                otherClient(interval, interval);
            }
        });
    }

    BudgetSimulation send(int writes) {
        todo = writes;
        sendWhatIsAllowed();
        for (Event next; (next = events.poll()) != null; ) {
            now = next.at();
            next.action().run();
            sendWhatIsAllowed();
        }
        return this;
    }

    private void sendWhatIsAllowed() {
        while (todo > 0 && inFlight < MOST_IN_FLIGHT) {
            long available = believed.availableAt(now);
            if (available > now) {
                wake(available);
                return;
            }
            todo--;
            inFlight++;
            long write = believed.take(now);
            takenAt.add(now);
            at(upTo(mostArrivalNanos), () -> arrive(write));
        }
    }

    private void wake(long available) {
        if (available < wakeAt) {
            wakeAt = available;
            at(available - now, () -> wakeAt = Long.MAX_VALUE);
        }
    }

    private void arrive(long write) {
        if (real.take(now)) {
            int remaining = real.remaining(now);
            at(upTo(mostAnswerNanos), () -> {
                inFlight--;
                accepted++;
                seconds = (double) now / SECOND;
                if (headers) {
                    believed.ended(write, remaining, now);
                } else {
                    believed.ended(now);
                }
            });
        } else {
            long wait = real.retryAfterSeconds(now) * SECOND;
            at(upTo(mostAnswerNanos), () -> {
                inFlight--;
                todo++;
                throttled++;
                believed.ended(now);
                believed.throttled(wait, now);
            });
        }
    }

    private long upTo(long most) {
        return most == 0 ? 0 : random.nextLong(most + 1);
    }

    private void at(long delay, Runnable action) {
        events.add(new Event(now + delay, scheduled++, action));
    }
}
