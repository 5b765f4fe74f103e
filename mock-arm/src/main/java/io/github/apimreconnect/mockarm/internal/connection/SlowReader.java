package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads a connection 512 bytes at a time, ten times a second. */
final class SlowReader extends ChannelDuplexHandler {
    private @Nullable Future<?> timer;
    private boolean wanted;

    /** Notes that the connection wants to read; the timer does the reading. */
    @Override
    public void read(ChannelHandlerContext context) {
        wanted = true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.channel().config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(512).maxMessagesPerRead(1));
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
