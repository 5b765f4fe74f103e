package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.Journal;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.JournalFilter;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A ring of the requests received. Thread-safe. */
public final class RequestJournal implements Journal {
    private static final long MAX_BYTES = 64L * 1024 * 1024;
    /** The journal uses at most one part in this many of the heap, so as not to fill a small one. */
    private static final int SHARE = 8;

    private static final int SHOWN = 20;

    private final int capacity;
    private final long maxBytes;
    private final EntryRing ring;
    private final RecentAnswers answers = new RecentAnswers();
    private final JournalListener listener;
    private final Arrivals arrivals = new Arrivals();
    private long latest = Long.MIN_VALUE;
    private long latestDropped = Long.MIN_VALUE;
    private long bytes;
    private long written;
    private long dropped;
    private long clears;
    private int waiting;

    public RequestJournal(int capacity) {
        this(capacity, JournalListener.NONE);
    }

    public RequestJournal(int capacity, JournalListener listener) {
        this(capacity, Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE), listener);
    }

    RequestJournal(int capacity, long maxBytes) {
        this(capacity, maxBytes, JournalListener.NONE);
    }

    private RequestJournal(int capacity, long maxBytes, JournalListener listener) {
        this.listener = listener;
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.ring = new EntryRing(capacity);
    }

    /** Returns the callbacks that wait for entries. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** Writes an entry, assigns its number, and returns how many others were dropped for it. */
    public int write(RecordedRequest entry, Reply reply) {
        int droppedForIt = add(entry, PlannedAnswer.of(reply));
        arrivals.tell();
        return droppedForIt;
    }

    private synchronized int add(RecordedRequest entry, PlannedAnswer answer) {
        long droppedBefore = dropped;
        int weight = entry.weight();
        while (ring.isFull() || (bytes + weight > maxBytes && ring.size() > 0)) {
            latestDropped = ring.firstLatest();
            bytes -= ring.drop();
            dropped++;
        }
        written++;
        entry.number(written);
        latest = Math.max(latest, entry.arrivedMicros());
        ring.add(entry, weight, latest);
        bytes += weight;
        answers.add(written, answer);
        listener.written(written);
        if (waiting > 0) {
            notifyAll();
        }
        return Math.toIntExact(dropped - droppedBefore);
    }

    /** Returns up to {@code most} entries, oldest first, from a number on. */
    public synchronized JournalWindow window(long from, int most) {
        long skipped = Math.min(ring.size(), Math.max(0, from - 1 - dropped));
        return copied((int) skipped, Math.min(most, ring.size() - (int) skipped));
    }

    /** Returns an entry with its answer, or null if it was not written yet or was dropped. */
    public synchronized @Nullable AnsweredRequest answered(long number) {
        if (number <= dropped || number > written) {
            return null;
        }
        RecordedRequest entry = ring.copy((int) (number - 1 - dropped), 1).get(0);
        return new AnsweredRequest(entry, answers.get(number));
    }

    /** Returns an entry, or null if it was not written yet or was dropped. */
    public synchronized @Nullable RecordedRequest find(long number) {
        return number > dropped && number <= written ? ring.get((int) (number - dropped) - 1) : null;
    }

    /** Returns up to {@code most} of the newest entries. */
    public synchronized JournalWindow newest(int most) {
        int count = Math.min(most, ring.size());
        return copied(ring.size() - count, count);
    }

    /** Copies only references, as event loops are blocked from writing meanwhile. */
    private synchronized JournalWindow copied(int from, int count) {
        return new JournalWindow(
                ring.copy(from, count),
                written,
                dropped,
                dropped == 0 ? Instant.MIN : Instant.EPOCH.plus(latestDropped, ChronoUnit.MICROS),
                capacity + ", or " + (maxBytes >> 20) + " MiB",
                clears);
    }

    @Override
    public List<JournalEntry> entries() {
        return entries(JournalFilter.ALL);
    }

    @Override
    public List<JournalEntry> entries(JournalFilter filter) {
        JournalWindow window = window(1, Integer.MAX_VALUE);
        window.require(1, filter);
        return window.entries().stream()
                .filter(entry -> EntryMatcher.matches(filter, entry))
                .<JournalEntry>map(entry -> entry)
                .toList();
    }

    @Override
    public List<JournalEntry> retained() {
        return Collections.unmodifiableList(window(1, Integer.MAX_VALUE).entries());
    }

    @Override
    public synchronized RecordedRequest last() {
        RecordedRequest last = ring.last();
        if (last == null) {
            throw new IllegalStateException("The journal is empty: no request was received");
        }
        return last;
    }

    @Override
    public synchronized long count() {
        return written;
    }

    @Override
    public synchronized long dropped() {
        return dropped;
    }

    @Override
    public long count(JournalFilter filter) {
        Tally tally = new Tally(this, filter, 0, false);
        tally.catchUp();
        return tally.matched();
    }

    @Override
    public List<JournalEntry> await(int requests, Duration timeout) throws InterruptedException {
        return await(JournalFilter.ALL, requests, timeout);
    }

    @Override
    public List<JournalEntry> await(JournalFilter filter, int requests, Duration timeout) throws InterruptedException {
        if (filter.outcome() != null) {
            throw new IllegalArgumentException(
                    "'outcome' changes after a request is recorded, so it cannot be awaited: " + filter);
        }
        // At most 292 years, unlike toNanos, which throws beyond that.
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
        Tally tally = new Tally(this, filter, 0, false);
        do {
            tally.catchUp();
            if (tally.matched() >= requests) {
                return entries(filter);
            }
        } while (waitForMore(tally, end));
        JournalWindow window = newest(SHOWN);
        throw new IllegalStateException(tally.matched() + " of " + requests + " requests"
                + (filter.equals(JournalFilter.ALL) ? "" : " that match " + filter)
                + " arrived within " + timeout + (window.written() > SHOWN ? ", the newest: " : ": ")
                + window.entries());
    }

    /** Waits until an entry is written that a tally has not seen; returns false on timeout. */
    private synchronized boolean waitForMore(Tally tally, long end) throws InterruptedException {
        waiting++;
        try {
            while (written == tally.written() && clears == tally.clears()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } finally {
            waiting--;
        }
    }

    @Override
    public void clear() {
        clear(listener::cleared);
    }

    /** Clears it, and calls {@code cleared} before another entry is written. */
    public synchronized void clear(Runnable cleared) {
        ring.clear();
        answers.clear();
        bytes = 0;
        written = 0;
        dropped = 0;
        clears++;
        latest = Long.MIN_VALUE;
        latestDropped = Long.MIN_VALUE;
        cleared.run();
    }
}
