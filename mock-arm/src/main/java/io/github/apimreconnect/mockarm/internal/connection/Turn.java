package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** Defers tasks until an event loop has polled for I/O once more. */
final class Turn {
    private Turn() {}

    /** Runs a task after the next poll; called on the loop. A loop fetches due timers between a poll and its tasks. */
    @SuppressWarnings("FutureReturnValueIgnored") // no caller waits for the task
    static void after(EventLoop loop, Runnable task) {
        loop.schedule(task, 0, TimeUnit.NANOSECONDS);
    }
}
