package io.github.apimreconnect.mockarm;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stops listening without a reset for connections that the system has queued: a closed port drops its queue. */
@SuppressWarnings("FutureReturnValueIgnored") // the close future of the channel tells
final class Accepting extends ChannelInboundHandlerAdapter {
    private long accepted;

    @Override
    public void channelRead(ChannelHandlerContext context, Object connection) {
        accepted++;
        context.fireChannelRead(connection);
    }

    /**
     * Closes a port once nothing is queued at it.
     *
     * @param listening the port
     * @param end when to close it whatever is queued, as {@link System#nanoTime}
     * @return done when it is closed
     */
    static ChannelFuture end(Channel listening, long end) {
        Accepting accepting = listening.pipeline().get(Accepting.class);
        listening.eventLoop().execute(() -> accepting.look(listening, -1, end));
        return listening.closeFuture();
    }

    /** Closes the port if a look at the network has brought nothing more. */
    private void look(Channel listening, long before, long end) {
        long now = accepted;
        if (now == before || (before >= 0 && System.nanoTime() - end > 0)) {
            listening.close();
        } else {
            Turn.after(listening.eventLoop(), () -> look(listening, now, end));
        }
    }
}
