package io.github.apimreconnect.mockarm;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts connections that begin a request and do not finish its head. Reactor Netty's own time-outs cover idle connections
 * and bodies, and a client that sends a byte now and then is neither.
 */
final class HeadTimeout extends ChannelInboundHandlerAdapter {
    private final Duration timeout;
    private @Nullable Future<?> timer;
    private boolean inRequest;

    HeadTimeout(Duration timeout) {
        this.timeout = timeout;
    }

    /** Tells the connection's handler that a head is complete. */
    static void headArrived(Channel channel) {
        HeadTimeout handler = channel.pipeline().get(HeadTimeout.class);
        if (handler != null) {
            handler.stop();
            handler.inRequest = true;
        }
    }

    /** Tells it that the request is answered: the next byte begins another. */
    static void answered(Channel channel) {
        HeadTimeout handler = channel.pipeline().get(HeadTimeout.class);
        if (handler != null) {
            handler.inRequest = false;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!inRequest && timer == null) {
            timer = context.executor().schedule(() -> cut(context), timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the close
    private static void cut(ChannelHandlerContext context) {
        context.close();
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
