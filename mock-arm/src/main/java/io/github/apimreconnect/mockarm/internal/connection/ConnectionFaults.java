package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.ConnectionFault;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/** The faults to inject into the next connections. */
public final class ConnectionFaults {
    private volatile ConnectionFault fault = ConnectionFault.REFUSE;
    private volatile int left;

    public synchronized void next(ConnectionFault next, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("'count' must be 0 or more, but was " + count);
        }
        fault = next;
        left = count;
    }

    /** Returns the fault of the connection being accepted, if it has one. */
    Optional<ConnectionFault> take() {
        if (left == 0) {
            return Optional.empty();
        }
        synchronized (this) {
            if (left == 0) {
                return Optional.empty();
            }
            left--;
            return Optional.of(fault);
        }
    }

    int left() {
        return left;
    }

    /** Returns the handler, to be first in the pipeline, that gives a connection its fault. */
    static ChannelHandler handler(ConnectionFault fault) {
        return switch (fault) {
            case REFUSE -> new Refusal();
            case CUT_HANDSHAKE -> new Cut();
            case SLOW_READ -> new SlowReader();
        };
    }

    /** Resets a connection (TCP RST), without a TLS close_notify. */
    @SuppressWarnings("FutureReturnValueIgnored") // no caller waits for the close
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.pipeline().firstContext().close();
    }

    private static final class Refusal extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            reset(context.channel());
        }
    }

    private static final class Cut extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            reset(context.channel());
        }
    }
}
