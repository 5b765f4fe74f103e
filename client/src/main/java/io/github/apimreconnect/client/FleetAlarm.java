package io.github.apimreconnect.client;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** Begins a turn of a run when its next request can be sent. Its own state also changes only in turns. */
final class FleetAlarm {
    private final Scheduler timer;
    private final FleetTurns turns;
    private @Nullable Disposable pending;
    private long at = FleetLane.NEVER;

    FleetAlarm(Scheduler timer, FleetTurns turns) {
        this.timer = timer;
        this.turns = turns;
    }

    /** Goes off at a time in nanoseconds, unless it will earlier. */
    void set(long time, long now) {
        if (time >= at || time <= now) {
            return;
        }
        cancel();
        at = time;
        pending = timer.schedule(() -> turns.take(() -> at = FleetLane.NEVER), time - now, TimeUnit.NANOSECONDS);
    }

    void cancel() {
        if (pending != null) {
            pending.dispose();
        }
    }
}
