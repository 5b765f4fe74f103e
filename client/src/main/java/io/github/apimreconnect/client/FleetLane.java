package io.github.apimreconnect.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of a run: its write budget, and the calls that wait for their turn. Those to be sent again come
 * first, then new ones in order of arrival.
 */
final class FleetLane {
    static final long NEVER = Long.MAX_VALUE;

    private final String subscription;
    private final WriteBudget budget;
    private final int mostOpen;
    private final Queue<BackendId> arrived = new ArrayDeque<>();
    private final Queue<FleetCall> again =
            new PriorityQueue<>(Comparator.comparingLong(FleetCall::notBefore).thenComparingLong(FleetCall::order));

    private int open;
    private long readyAt = NEVER;
    private long turn;
    private long heldUpSince = NEVER;
    private long heldUp;
    private long throttledSince = NEVER;

    FleetLane(String subscription, WriteBudget budget, int mostOpen) {
        this.subscription = subscription;
        this.budget = budget;
        this.mostOpen = mostOpen;
    }

    String subscription() {
        return subscription;
    }

    WriteBudget budget() {
        return budget;
    }

    /** Returns when the lane can send next or, if it is idle, can be forgotten; as of the last plan. */
    long readyAt() {
        return readyAt;
    }

    /** Returns the order among lanes that are ready at the same time. */
    long turn() {
        return turn;
    }

    void add(BackendId backend) {
        arrived.add(backend);
    }

    void addAgain(FleetCall call) {
        again.add(call);
    }

    /** Removes a call that is over. */
    void remove(FleetCall call) {
        open--;
        again.remove(call);
    }

    /** Takes the call that is to be sent again now; null if a new one is to begin. */
    @Nullable
    FleetCall takeAgain(long now) {
        return hasAgain(now) ? again.poll() : null;
    }

    boolean hasAgain(long now) {
        FleetCall first = again.peek();
        return first != null && first.notBefore() <= now;
    }

    /** Takes the next new backend, whose call is open from now on. */
    BackendId takeArrived() {
        open++;
        return arrived.remove();
    }

    boolean isIdle() {
        return open == 0 && arrived.isEmpty();
    }

    /** Decides when the lane can send next, after anything has changed. */
    void plan(long now, long itsTurn) {
        turn = itsTurn;
        long work = workAt(now);
        long room = budget.availableAt(now);
        if (work <= now && room > now) {
            heldUpSince = Math.min(heldUpSince, now);
        } else if (heldUpSince != NEVER) {
            heldUp += now - heldUpSince;
            heldUpSince = NEVER;
        }
        readyAt = isIdle() ? budget.fullAt(now) : work == NEVER ? NEVER : Math.max(work, room);
    }

    private long workAt(long now) {
        if (hasAgain(now) || (!arrived.isEmpty() && open < mostOpen)) {
            return now;
        }
        FleetCall first = again.peek();
        return first == null ? NEVER : first.notBefore();
    }

    /** Returns how long the budget has held up the lane since the last call of this method, in nanoseconds. */
    long takeHeldUp(long now) {
        long held = heldUp + (heldUpSince == NEVER ? 0 : now - heldUpSince);
        heldUp = 0;
        heldUpSince = NEVER;
        return held;
    }

    /** Returns for how long there were only answers of 429, in nanoseconds, after another one. */
    long throttledFor(long now) {
        throttledSince = Math.min(throttledSince, now);
        return now - throttledSince;
    }

    /** Called after any other answer. */
    void notThrottled() {
        throttledSince = NEVER;
    }

    /** Returns when a call can be sent again, or {@link #NEVER}. */
    long againAt(long now) {
        FleetCall first = again.peek();
        return first == null ? NEVER : Math.max(first.notBefore(), budget.availableAt(now));
    }

    /** Removes and returns all new backends. */
    List<BackendId> dropArrived() {
        List<BackendId> dropped = List.copyOf(arrived);
        arrived.clear();
        return dropped;
    }

    /** Removes and returns all calls that wait to be sent again. */
    List<FleetCall> dropAgain() {
        List<FleetCall> dropped = new ArrayList<>(again);
        again.clear();
        return dropped;
    }
}
