package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** Closes a connection without losing anything written. */
@SuppressWarnings("FutureReturnValueIgnored") // no caller waits for a close
final class Farewell {
    private Farewell() {}

    /** Closes the connection once everything is written. */
    static void close(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> context.close());
    }

    /** Shuts down output once everything is written, then leaves it to the peer, or the deadline, to close. */
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
