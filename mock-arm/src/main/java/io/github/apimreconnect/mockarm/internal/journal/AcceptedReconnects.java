package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.Reconnect;
import io.github.apimreconnect.mockarm.Reconnects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    /**
     * Adds a reconnect.
     *
     * @param after the delay
     * @param asked whether the caller asked for it
     */
    public void accept(RecordedRequest entry, Duration after, boolean asked) {
        byte[] kept = entry.pathAndRequestId();
        synchronized (this) {
            newest.add(kept, entry.arrivedSecond(), entry.arrivedNano(), after, asked);
        }
    }

    @Override
    public List<Reconnect> all() {
        return from(1, CAPACITY).stream().map(KeptReconnect::show).toList();
    }

    /** Returns up to {@code most} of those kept, oldest first, from a number on; what users see is created on demand. */
    public synchronized List<KeptReconnect> from(long number, int most) {
        return newest.window(number, most);
    }

    /** Returns up to {@code most} of the newest. */
    public synchronized List<KeptReconnect> newest(int most) {
        return newest.window(newest.lastNumber() - most + 1, most);
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

    /** How many reconnects are pending and done at one time. */
    public record Counts(int pending, int done) {}

    /** Counts both under one lock, so that a reset in between cannot make one negative. */
    public synchronized Counts count(Instant now) {
        int pending = newest.countDueAfter(now);
        return new Counts(pending, newest.size() - pending);
    }

    synchronized void clear() {
        newest.clear();
    }
}
