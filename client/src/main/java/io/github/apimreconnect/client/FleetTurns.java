package io.github.apimreconnect.client;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reactor.core.Exceptions;
import reactor.util.concurrent.Queues;

/**
 * The turns of a run: events from any thread go through a queue, and the thread that finds no other at work handles
 * them all. So the state of the run needs no lock, and nothing blocks.
 */
final class FleetTurns {
    private final Queue<Runnable> events =
            Queues.<Runnable>unboundedMultiproducer().get();
    private final AtomicInteger working = new AtomicInteger();
    private final Runnable after;
    private final Consumer<Throwable> failed;

    /**
     * Creates an empty queue.
     *
     * @param after called after the events at hand
     * @param failed called with what an event, or {@code after}, has thrown
     */
    FleetTurns(Runnable after, Consumer<Throwable> failed) {
        this.after = after;
        this.failed = failed;
    }

    /** Handles an event, at once or after those at hand. */
    void take(Runnable event) {
        events.offer(event);
        if (working.getAndIncrement() == 0) {
            int handled = 1;
            do {
                try {
                    handle();
                } catch (Throwable e) { // or the run would never end
                    Exceptions.throwIfJvmFatal(e);
                    failed.accept(e);
                }
                handled = working.addAndGet(-handled);
            } while (handled != 0);
        }
    }

    private void handle() {
        for (Runnable next; (next = events.poll()) != null; ) {
            next.run();
        }
        after.run();
    }
}
