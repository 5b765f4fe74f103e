package io.github.apimreconnect.it.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;

/**
 * Sends calls when they are due, whether or not earlier ones have ended. A loop that waits for answers would send less
 * during a stall, and measure it once instead of once per delayed call.
 */
final class OpenLoop {
    private OpenLoop() {}

    /** Sends from the calling thread, and waits for every call to end, up to the limit after the last was due. */
    static Measured run(Schedule schedule, IntFunction<? extends Mono<?>> calls, Duration limit)
            throws InterruptedException {
        Measured measured = new Measured();
        Machine machine = new Machine();
        CountDownLatch pending = new CountDownLatch(schedule.calls());
        long start = System.nanoTime();
        for (int i = 0; i < schedule.calls(); i++) {
            long due = start + schedule.dueAt(i);
            awaitTime(due);
            long sent = System.nanoTime();
            calls.apply(i)
                    .doFinally(end -> pending.countDown())
                    .subscribe(
                            value -> {},
                            failure -> {
                                measured.ended(due, sent, System.nanoTime());
                                measured.failed(failure);
                            },
                            () -> measured.ended(due, sent, System.nanoTime()));
        }
        if (!pending.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            measured.failed(new AssertionError(pending.getCount() + " calls had not ended after " + limit));
        }
        measured.others(machine.othersShare());
        return measured;
    }

    /** Parks the thread, which wakes within 0.1 ms; timers of executors and event loops have a resolution of 1 ms. */
    private static void awaitTime(long due) throws InterruptedException {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
