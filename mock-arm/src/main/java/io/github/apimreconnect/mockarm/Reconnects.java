package io.github.apimreconnect.mockarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The reconnects that were accepted: pending until they are due on the mock's clock, then done. The newest 10,000 are
 * kept. Safe for use by several threads.
 */
public final class Reconnects {
    private static final int CAPACITY = 10_000;

    private final Deque<Accepted> newest = new ArrayDeque<>();
    private final Clock clock;

    Reconnects(Clock clock) {
        this.clock = clock;
    }

    /** What is kept of one, until somebody asks. */
    private record Accepted(JournalEntry entry, long afterSeconds, int afterNanos) {
        Reconnect show() {
            return new Reconnect(
                    entry.path().resourceId(),
                    String.valueOf(entry.requestId()),
                    entry.arrived(),
                    due(entry.arrived()));
        }

        private Instant due(Instant at) {
            // An `after` can be longer than the calendar.
            Duration after = Duration.ofSeconds(afterSeconds, afterNanos);
            return after.compareTo(Duration.between(at, Instant.MAX)) > 0 ? Instant.MAX : at.plus(after);
        }
    }

    void accept(JournalEntry entry, Duration after) {
        Accepted accepted = new Accepted(entry, after.getSeconds(), after.getNano());
        synchronized (this) {
            newest.addLast(accepted);
            if (newest.size() > CAPACITY) {
                newest.removeFirst();
            }
        }
    }

    /**
     * Returns all that are kept.
     *
     * @return a copy, oldest first
     */
    public synchronized List<Reconnect> all() {
        return newest.stream().map(Accepted::show).toList();
    }

    /**
     * Returns those that are not due yet.
     *
     * @return a copy, oldest first
     */
    public List<Reconnect> pending() {
        Instant now = clock.instant();
        return all().stream().filter(reconnect -> !reconnect.isDone(now)).toList();
    }

    /**
     * Returns those that are done.
     *
     * @return a copy, oldest first
     */
    public List<Reconnect> done() {
        Instant now = clock.instant();
        return all().stream().filter(reconnect -> reconnect.isDone(now)).toList();
    }

    synchronized void clear() {
        newest.clear();
    }
}
