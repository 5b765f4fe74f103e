package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stops listening without resetting connections queued in the kernel: closing a port drops its accept queue. */
@SuppressWarnings("FutureReturnValueIgnored") // callers watch the channel's close future
final class Accepting extends ChannelInboundHandlerAdapter {
    private long accepted;

    @Override
    public void channelRead(ChannelHandlerContext context, Object connection) {
        accepted++;
        context.fireChannelRead(connection);
    }

    /**
     * Closes a port once its accept queue is empty.
     *
     * @param listening the port
     * @param end when to close it even if the queue is not empty, as {@link System#nanoTime}
     * @return completes when it is closed
     */
    static ChannelFuture end(Channel listening, long end) {
        Accepting accepting = listening.pipeline().get(Accepting.class);
        listening.eventLoop().execute(() -> accepting.look(listening, -1, end));
        return listening.closeFuture();
    }

    /** Closes the port if the last I/O poll brought no new connection. */
    private void look(Channel listening, long before, long end) {
        long now = accepted;
        if (now == before || (before >= 0 && System.nanoTime() - end > 0)) {
            listening.close();
        } else {
            Turn.after(listening.eventLoop(), () -> look(listening, now, end));
        }
    }
}
