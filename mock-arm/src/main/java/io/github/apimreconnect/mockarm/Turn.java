package io.github.apimreconnect.mockarm;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** Tasks that wait until an event loop has looked at the network once more. */
final class Turn {
    private Turn() {}

    /** Runs a task after the next look; called on the loop. A loop fetches due timers between a look and its tasks. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing to wait for
    static void after(EventLoop loop, Runnable task) {
        loop.schedule(task, 0, TimeUnit.NANOSECONDS);
    }
}
