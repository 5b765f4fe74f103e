package io.github.apimreconnect.mockarm.internal.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How one check judged the requests of a run. Thread-safe. */
final class CheckTally {
    private final LongAdder stopped = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile long mark;
    private final List<ShownRefusal> first = new ArrayList<>();

    /** Counts a request for which this was the last check. */
    void stop() {
        stopped.increment();
    }

    void refuse() {
        refused.increment();
    }

    void refuse(RecordedRequest request) {
        refused.increment();
        synchronized (first) {
            if (first.size() < Verdict.SHOWN) {
                first.add(ShownRefusal.of(request));
            }
        }
    }

    long stopped() {
        return stopped.sum();
    }

    long refused() {
        return refused.sum();
    }

    /** Restarts {@link #refusedSinceMark} at zero. */
    void mark() {
        mark = refused.sum();
    }

    long refusedSinceMark() {
        return refused.sum() - mark;
    }

    List<ShownRefusal> first() {
        synchronized (first) {
            return List.copyOf(first);
        }
    }
}
