package io.github.apimreconnect.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Virtual time of one test's own, which counts the timers that are set. */
final class VirtualTimer implements Scheduler {
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Set<Disposable> set = ConcurrentHashMap.newKeySet();

    @Override
    public long now(TimeUnit unit) {
        return time.now(unit);
    }

    Duration now() {
        return Duration.ofNanos(now(TimeUnit.NANOSECONDS));
    }

    void advance(Duration duration) {
        time.advanceTimeBy(duration);
    }

    /** Returns how many timers have neither fired nor been canceled. */
    int pending() {
        return set.size();
    }

    @Override
    public Disposable schedule(Runnable task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        Disposable.Swap timer = Disposables.swap();
        Disposable both = () -> {
            timer.dispose();
            set.remove(timer);
        };
        set.add(timer);
        timer.update(time.schedule(
                () -> {
                    set.remove(timer);
                    task.run();
                },
                delay,
                unit));
        return both;
    }

    @Override
    public Worker createWorker() {
        return time.createWorker();
    }
}
