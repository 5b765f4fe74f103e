package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslHandler;
import java.util.List;

/** A connection that comes before TLS is made: plain HTTP goes on, and a handshake waits. */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a close
final class EarlyConnection extends ByteToMessageDecoder {
    private static final int RECORD_HEADER = 5;

    private final PendingTls tls;
    private boolean waits;

    EarlyConnection(PendingTls tls) {
        this.tls = tls;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (waits || in.readableBytes() < RECORD_HEADER) {
            return;
        }
        if (!SslHandler.isEncrypted(in, false)) {
            context.pipeline().remove(this);
            return;
        }
        waits = true;
        tls.whenSettled(context.executor(), Failures.caught(context, () -> goOn(context)));
    }

    /** While it waits, nothing more is read: the connection reads on after a read is complete. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (!waits) {
            super.channelReadComplete(context);
        }
    }

    /** The bytes that have come go to the handler that takes this one's place. */
    private void goOn(ChannelHandlerContext context) {
        if (context.isRemoved() || !context.channel().isActive()) {
            return;
        }
        tls.ifMade()
                .ifPresentOrElse(
                        made -> context.pipeline().replace(this, null, new OptionalSslHandler(made.server())),
                        context::close);
    }
}
