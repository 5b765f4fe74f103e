package io.github.apimreconnect.mockarm;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** The ends of a connection that lose nothing of what was written. */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a close
final class Farewell {
    private Farewell() {}

    /** Closes the connection once everything is written. */
    static void close(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> context.close());
    }

    /** Once everything is written, says that no more will come, and leaves it to the peer, or the deadline, to close. */
    static void shutdownOutput(ChannelHandlerContext context, Deadline deadline) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            shutdownOutput(context);
            deadline.lastAnswered();
        });
    }

    private static void shutdownOutput(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        ChannelFuture said = tls == null ? context.newSucceededFuture() : tls.closeOutbound();
        said.addListener(done -> {
            if (context.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
                duplex.shutdownOutput();
            }
        });
    }
}
