package io.github.apimreconnect.client;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lanes of a run, one for each subscription, in the order in which they can send. Not thread-safe. */
final class FleetLanes {
    private final FleetOptions options;
    private final int mostOpen;
    private final Map<String, FleetLane> bySubscription = new HashMap<>();
    private final TreeSet<FleetLane> inOrder =
            new TreeSet<>(Comparator.comparingLong(FleetLane::readyAt).thenComparingLong(FleetLane::turn));
    private long turns;

    /**
     * Creates no lane yet.
     *
     * @param options the write budget
     * @param mostOpen how many calls of one subscription may be open, so that those that wait cannot pile up
     */
    FleetLanes(FleetOptions options, int mostOpen) {
        this.options = options;
        this.mostOpen = mostOpen;
    }

    FleetLane of(BackendId backend, long now) {
        return bySubscription.computeIfAbsent(
                backend.subscription().toLowerCase(Locale.ROOT),
                subscription -> new FleetLane(
                        subscription,
                        new WriteBudget(options.usableCapacity(), options.usableRefillPerSecond(), now),
                        mostOpen));
    }

    /** Called whenever something has changed for a lane: it goes to the end of those that are ready now. */
    void plan(FleetLane lane, long now) {
        inOrder.remove(lane);
        lane.plan(now, ++turns);
        inOrder.add(lane);
    }

    /**
     * Returns the lane whose turn it is, or null if none can send now. Forgets idle ones whose bucket is full.
     *
     * @param mayBegin whether new calls may begin, or only those be sent again that have begun
     */
    @Nullable
    FleetLane ready(long now, boolean mayBegin) {
        while (!inOrder.isEmpty()
                && inOrder.first().readyAt() <= now
                && inOrder.first().isIdle()) {
            FleetLane idle = inOrder.first();
            inOrder.remove(idle);
            bySubscription.remove(idle.subscription());
        }
        for (FleetLane lane : inOrder) {
            if (lane.readyAt() > now) {
                return null;
            }
            if (!lane.isIdle() && (mayBegin || lane.hasAgain(now))) {
                return lane;
            }
        }
        return null;
    }

    /** Returns when a lane can send that cannot now, or {@link FleetLane#NEVER}. */
    long nextAt(long now, boolean mayBegin) {
        long next = FleetLane.NEVER;
        for (FleetLane lane : inOrder) {
            if (lane.readyAt() > now) {
                return Math.min(next, lane.readyAt());
            }
            if (!mayBegin) {
                next = Math.min(next, lane.againAt(now));
            }
        }
        return next;
    }

    List<FleetLane> all() {
        return List.copyOf(bySubscription.values());
    }

    int count() {
        return bySubscription.size();
    }
}
