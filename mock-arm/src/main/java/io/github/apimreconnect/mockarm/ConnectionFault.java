package io.github.apimreconnect.mockarm;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.util.ReferenceCountUtil;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a connection, before there is a request. */
public enum ConnectionFault {
    /** It is reset as soon as it is accepted. */
    REFUSE {
        @Override
        ChannelHandler handler() {
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext context) {
                    reset(context.channel());
                }
            };
        }
    },
    /** It is reset when its first bytes come: in the middle of a TLS handshake. */
    CUT_HANDSHAKE {
        @Override
        ChannelHandler handler() {
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    ReferenceCountUtil.release(message);
                    reset(context.channel());
                }
            };
        }
    },
    /** It is read 512 bytes at a time, ten times a second. */
    SLOW_READ {
        @Override
        ChannelHandler handler() {
            return new SlowReader();
        }
    };

    abstract ChannelHandler handler();

    /** Cuts a connection without goodbye, TLS or TCP. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.pipeline().firstContext().close();
    }

    /** Returns the name in texts, such as {@code cut-handshake}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ConnectionFault parse(String text) {
        return Arrays.stream(values())
                .filter(fault -> fault.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no fault of a connection; there are "
                        + Arrays.stream(values()).map(ConnectionFault::toString).collect(Collectors.joining(", "))));
    }

    private static final class SlowReader extends ChannelDuplexHandler {
        private @Nullable Future<?> timer;
        private boolean wanted;

        /** Notes that the connection reads on; the timer does it. */
        @Override
        public void read(ChannelHandlerContext context) {
            wanted = true;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.channel()
                    .config()
                    .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(512).maxMessagesPerRead(1));
            timer = context.executor().scheduleAtFixedRate(() -> readSome(context), 0, 100, TimeUnit.MILLISECONDS);
            context.fireChannelActive();
        }

        private void readSome(ChannelHandlerContext context) {
            if (wanted) {
                wanted = false;
                context.read();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (timer != null) {
                timer.cancel(false);
            }
            context.fireChannelInactive();
        }
    }
}
