package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.Reconnect;
import io.github.apimreconnect.mockarm.Reconnects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The newest reconnects, 10,000 or as many as fit in 8 MiB. Thread-safe. */
public final class AcceptedReconnects implements Reconnects {
    private static final int CAPACITY = 10_000;
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    private final Clock clock;
    private final ReconnectRing newest = new ReconnectRing(CAPACITY, MAX_BYTES);

    public AcceptedReconnects(Clock clock) {
        this.clock = clock;
    }

    public void accept(RecordedRequest entry, Duration after) {
        byte[] kept = entry.pathAndRequestId();
        synchronized (this) {
            newest.add(kept, entry.arrivedSecond(), entry.arrivedNano(), after);
        }
    }

    @Override
    public List<Reconnect> all() {
        return from(1, CAPACITY);
    }

    /** Returns up to {@code most} of those kept, oldest first, from a number on. */
    public List<Reconnect> from(long number, int most) {
        List<ReconnectRing.Kept> window;
        synchronized (this) {
            window = newest.window(number, most);
        }
        return shown(window);
    }

    /** Returns up to {@code most} of the newest. */
    public List<Reconnect> newest(int most) {
        List<ReconnectRing.Kept> window;
        synchronized (this) {
            window = newest.window(newest.lastNumber() - most + 1, most);
        }
        return shown(window);
    }

    /** Creates the objects on demand, outside the lock that event loops wait for. */
    private static List<Reconnect> shown(List<ReconnectRing.Kept> window) {
        List<Reconnect> shown = new ArrayList<>(window.size());
        for (ReconnectRing.Kept kept : window) {
            shown.add(kept.show());
        }
        return List.copyOf(shown);
    }

    @Override
    public List<Reconnect> pending() {
        Instant now = clock.instant();
        return all().stream().filter(reconnect -> !reconnect.isDone(now)).toList();
    }

    @Override
    public List<Reconnect> done() {
        Instant now = clock.instant();
        return all().stream().filter(reconnect -> reconnect.isDone(now)).toList();
    }

    public synchronized int count() {
        return newest.size();
    }

    public synchronized int countPending(Instant now) {
        return newest.countDueAfter(now);
    }

    synchronized void clear() {
        newest.clear();
    }
}
