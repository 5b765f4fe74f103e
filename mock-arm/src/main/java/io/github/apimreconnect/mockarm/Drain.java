package io.github.apimreconnect.mockarm;

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
 * The end of a mock. Requests that have come by then are answered, those the system still holds among them, and one of
 * which a part has come may be completed. Connections without a request are closed. Blocks its caller.
 */
final class Drain {
    /** For what takes the loops microseconds, and for farewells. */
    private static final Duration BRIEF = Duration.ofSeconds(1);

    private Drain() {}

    static void run(List<Channel> listening, ArmService service, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        service.inFlight().drain();
        List<ChannelFuture> closed = new ArrayList<>();
        listening.forEach(port -> closed.add(Accepting.end(port, end)));
        closed.forEach(Drain::await);
        List<Future<?>> asked = new ArrayList<>();
        for (EventExecutor loop : listening.get(0).eventLoop().parent()) {
            asked.add(endConnections((EventLoop) loop, service));
        }
        asked.forEach(Drain::await);
        service.inFlight().await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        await(service.connections().close());
    }

    /** Tells the connections of a loop, once those just accepted are registered and all have been read from. */
    private static Future<?> endConnections(EventLoop loop, ArmService service) {
        Promise<Void> told = loop.newPromise();
        loop.execute(() -> Turn.after(loop, () -> {
            for (Channel connection : service.connections()) {
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
