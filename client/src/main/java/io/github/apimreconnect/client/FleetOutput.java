package io.github.apimreconnect.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** The outcomes of a run, in order of completion, until the subscriber asks for them. Not thread-safe. */
final class FleetOutput {
    private final CoreSubscriber<? super FleetOutcome> downstream;
    private final Queue<Due> due = new ArrayDeque<>();
    private final @Nullable Map<BackendId, Due> seen;
    private long requested;
    private long numbers;

    FleetOutput(CoreSubscriber<? super FleetOutcome> downstream, boolean distinct) {
        this.downstream = downstream;
        this.seen = distinct ? new HashMap<>() : null;
    }

    /** The outcome of a backend, once it has one, and how many times it is still to be emitted. */
    private static final class Due {
        private @Nullable LongFunction<FleetOutcome> outcome;
        private long times;
    }

    /** Returns whether the backend came before: then it gets the outcome of its call, which may not be over. */
    boolean isRepeated(BackendId backend) {
        if (seen == null) {
            return false;
        }
        Due known = seen.get(backend);
        if (known == null) {
            seen.put(backend, new Due());
            return false;
        }
        known.times++;
        if (known.outcome != null && known.times == 1) {
            due.add(known);
        }
        return true;
    }

    /**
     * Adds the outcome of a call.
     *
     * @param outcome creates the outcome from its number
     */
    void add(BackendId backend, LongFunction<FleetOutcome> outcome) {
        Due known = seen == null ? new Due() : seen.computeIfAbsent(backend, unseen -> new Due());
        known.outcome = outcome;
        known.times++;
        due.add(known);
    }

    void request(long more) {
        requested = Operators.addCap(requested, more);
    }

    /** Returns how many outcomes were asked for that have not been emitted. */
    long requested() {
        return requested;
    }

    void deliver(BooleanSupplier cancelled) {
        for (Due next; requested > 0 && (next = due.peek()) != null && !cancelled.getAsBoolean(); requested--) {
            LongFunction<FleetOutcome> outcome = next.outcome;
            if (--next.times == 0) {
                due.remove();
            }
            if (outcome != null) {
                downstream.onNext(outcome.apply(++numbers));
            }
        }
    }

    /** Returns how many calls have outcomes that were not asked for yet. */
    int waiting() {
        return due.size();
    }
}
