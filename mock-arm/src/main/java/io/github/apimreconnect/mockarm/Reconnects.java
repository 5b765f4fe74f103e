package io.github.apimreconnect.mockarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The reconnects that were accepted: pending until they are due on the mock's clock, then done. The newest 10,000 are
 * kept, or as many as fit 8 MiB. Safe for use by several threads.
 */
public final class Reconnects {
    private static final int CAPACITY = 10_000;
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    private final Clock clock;
    private final ReconnectRing newest = new ReconnectRing(CAPACITY, MAX_BYTES);

    Reconnects(Clock clock) {
        this.clock = clock;
    }

    void accept(JournalEntry entry, Duration after) {
        byte[] kept = entry.pathAndRequestId();
        synchronized (this) {
            newest.add(kept, entry.arrivedSecond(), entry.arrivedNano(), after);
        }
    }

    /**
     * Returns all that are kept.
     *
     * @return a copy, oldest first
     */
    public List<Reconnect> all() {
        return from(1, CAPACITY);
    }

    /** The oldest that are kept from a number on, so many at most. */
    List<Reconnect> from(long number, int most) {
        List<ReconnectRing.Kept> window;
        synchronized (this) {
            window = newest.window(number, most);
        }
        return shown(window);
    }

    /** The newest, so many at most. */
    List<Reconnect> newest(int most) {
        List<ReconnectRing.Kept> window;
        synchronized (this) {
            window = newest.window(newest.lastNumber() - most + 1, most);
        }
        return shown(window);
    }

    /** Made when somebody asks, and without the lock, for which event loops wait. */
    private static List<Reconnect> shown(List<ReconnectRing.Kept> window) {
        List<Reconnect> shown = new ArrayList<>(window.size());
        for (ReconnectRing.Kept kept : window) {
            shown.add(kept.show());
        }
        return List.copyOf(shown);
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

    synchronized int count() {
        return newest.size();
    }

    synchronized int countPending(Instant now) {
        return newest.countDueAfter(now);
    }

    synchronized void clear() {
        newest.clear();
    }
}
