package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Shuts down a mock. Requests received by then are answered, including those still queued by the operating system, and
 * partly received ones may be completed. Connections without a request are closed. Blocks its caller.
 */
public final class Drain {
    /** Limit for steps that take the event loops microseconds, and for the final closes. */
    private static final Duration BRIEF = Duration.ofSeconds(1);

    private Drain() {}

    public static void run(List<Channel> listening, Connections connections, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        connections.inFlight().drain();
        List<ChannelFuture> closed = new ArrayList<>();
        listening.forEach(port -> closed.add(Accepting.end(port, end)));
        closed.forEach(Drain::await);
        List<Future<?>> asked = new ArrayList<>();
        for (EventExecutor loop : listening.get(0).eventLoop().parent()) {
            asked.add(endConnections((EventLoop) loop, connections));
        }
        asked.forEach(Drain::await);
        connections.inFlight().await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        await(connections.open().close());
    }

    /** Notifies the connections of a loop, once those just accepted are registered and all have been read from. */
    private static Future<?> endConnections(EventLoop loop, Connections connections) {
        Promise<Void> told = loop.newPromise();
        loop.execute(() -> Turn.after(loop, () -> {
            for (Channel connection : connections.open()) {
                if (connection.eventLoop() == loop) {
                    connection.pipeline().fireUserEventTriggered(Connection.DRAIN);
                }
            }
            told.setSuccess(null);
        }));
        return told;
    }

    private static void await(Future<?> future) {
        future.awaitUninterruptibly(BRIEF.toNanos(), TimeUnit.NANOSECONDS);
    }
}
