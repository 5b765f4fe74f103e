package io.github.apimreconnect.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The virtual timer next to a wall clock that is being set. */
final class WallClock implements Scheduler {
    static final AtomicLong hoursAhead = new AtomicLong();
    private final Scheduler timer = VirtualTimeScheduler.get();

    @Override
    public long now(TimeUnit unit) {
        boolean wallClock = unit.compareTo(TimeUnit.MILLISECONDS) >= 0;
        return timer.now(unit) + (wallClock ? unit.convert(hoursAhead.get(), TimeUnit.HOURS) : 0);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return timer.schedule(task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return timer.schedule(task, delay, unit);
    }

    @Override
    public Worker createWorker() {
        return timer.createWorker();
    }
}
