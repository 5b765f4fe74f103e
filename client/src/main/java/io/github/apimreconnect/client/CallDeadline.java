package io.github.apimreconnect.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** The total timeout of a call of a fleet: it stands still while the call waits for a permit. Thread-safe. */
final class CallDeadline {
    private final Sinks.Empty<Void> passed = Sinks.empty();
    private final Scheduler timer;
    private long leftNanos;
    private long runningSince;
    private @Nullable Disposable alarm;

    CallDeadline(Duration totalTimeout, Scheduler timer) {
        this.leftNanos = totalTimeout.toNanos();
        this.timer = timer;
    }

    /** Lets the time run, once the call has its permit. */
    synchronized void run() {
        if (alarm == null) {
            runningSince = timer.now(TimeUnit.NANOSECONDS);
            alarm = timer.schedule(passed::tryEmitEmpty, Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
        }
    }

    /** Stops the time. */
    synchronized void pause() {
        if (alarm != null) {
            alarm.dispose();
            alarm = null;
            leftNanos -= timer.now(TimeUnit.NANOSECONDS) - runningSince;
        }
    }

    /** Takes time off, for a wait that the call would have had by itself. */
    synchronized void spend(Duration time) {
        leftNanos -= time.toNanos();
    }

    /** Returns how much of the timeout is left. */
    synchronized Duration left() {
        long running = alarm == null ? 0 : timer.now(TimeUnit.NANOSECONDS) - runningSince;
        return Duration.ofNanos(leftNanos - running);
    }

    /** Completes when no time is left. */
    Mono<Void> passed() {
        return passed.asMono();
    }
}
