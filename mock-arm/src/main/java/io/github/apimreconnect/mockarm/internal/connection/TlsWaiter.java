package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslHandler;
import java.util.List;

/** Handles a connection accepted before the TLS material is ready: plain HTTP proceeds, a handshake waits. */
@SuppressWarnings("FutureReturnValueIgnored") // no caller waits for a close
final class TlsWaiter extends ByteToMessageDecoder {
    private static final int RECORD_HEADER = 5;
    private static final int DELETE = 0x7F;

    private final PendingTls tls;
    private boolean waits;

    TlsWaiter(PendingTls tls) {
        this.tls = tls;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (waits || in.readableBytes() < RECORD_HEADER) {
            return;
        }
        if (isPlain(in) || !SslHandler.isEncrypted(in, false)) {
            context.pipeline().remove(this);
            return;
        }
        waits = true;
        tls.whenSettled(context.executor(), InternalErrors.caught(context, () -> goOn(context)));
    }

    /** Recognizes plain HTTP by its first letter: Netty's check loads TLS, which would delay the first answer. */
    private static boolean isPlain(ByteBuf in) {
        byte first = in.getByte(in.readerIndex());
        return first >= ' ' && first < DELETE;
    }

    /** Reads nothing more while it waits: the connection requests its next read when a read completes. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (!waits) {
            super.channelReadComplete(context);
        }
    }

    /** Passes the bytes received so far to the handler that replaces this one. */
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
