package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Writes one connection's replies without faults, each in one buffer and one write, flushed after a read. */
@SuppressWarnings("FutureReturnValueIgnored") // write listeners handle the outcome
final class Outgoing {
    private static final int USUAL_HEAD = 768;

    private final Connections connections;
    private boolean unflushed;

    Outgoing(Connections connections) {
        this.connections = connections;
    }

    /** Returns how to frame a response; a mock that closes ends the connection once no request waits. */
    Reply.Framing framing(HttpRequest request, Reply reply, boolean moreWaits) {
        if (reply.closing()
                || !HttpUtil.isKeepAlive(request)
                || (connections.inFlight().isDraining() && !moreWaits)) {
            return Reply.Framing.CLOSES;
        }
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                ? Reply.Framing.STAYS_AND_SAYS_SO
                : Reply.Framing.STAYS;
    }

    void write(ChannelHandlerContext context, PlannedReply planned, Reply.Framing framing, boolean bodiless) {
        unflushed = true;
        if (planned.isPage()) {
            writePage(context, planned.reply(), framing, bodiless);
        } else {
            context.write(bytes(context, planned.reply(), framing, bodiless)).addListener(written -> {
                planned.ended(written.isSuccess() ? JournalEntry.Outcome.SENT : JournalEntry.Outcome.ABANDONED);
                connections.inFlight().end();
            });
        }
    }

    /** Writes and flushes the head of a body that ends with the connection. */
    void writeEndless(ChannelHandlerContext context, Reply head) {
        ByteBuf out = context.alloc().ioBuffer(USUAL_HEAD);
        head.writeHead(out, Reply.Framing.ENDS_THE_BODY, 0);
        context.writeAndFlush(out);
    }

    /** Writes a page; a large one counts as held until it is written. */
    private void writePage(ChannelHandlerContext context, Reply page, Reply.Framing framing, boolean bodiless) {
        int length = bodiless ? 0 : page.body().length;
        int large = length > HeldBytes.SMALL ? length : 0;
        boolean held = large == 0 || connections.held().take(large);
        int counted = held ? large : 0;
        ByteBuf out;
        try {
            out = bytes(context, held ? page : PlannedReply.tooMuchHeld(), framing, bodiless);
        } catch (RuntimeException | Error e) {
            connections.held().giveBack(counted);
            throw e;
        }
        context.write(out).addListener(written -> {
            connections.inFlight().end();
            connections.held().giveBack(counted);
        });
    }

    private static ByteBuf bytes(ChannelHandlerContext context, Reply reply, Reply.Framing framing, boolean bodiless) {
        ByteBuf out = AnswerBuffer.take(context.alloc(), USUAL_HEAD + (bodiless ? 0 : reply.body().length));
        try {
            reply.writeHead(out, framing, 0);
            return bodiless ? out : out.writeBytes(reply.body());
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
    }

    void flush(ChannelHandlerContext context) {
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
    }
}
