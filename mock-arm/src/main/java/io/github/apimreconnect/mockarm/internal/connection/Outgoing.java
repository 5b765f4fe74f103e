package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Writes one connection's replies without faults, each in one buffer and one write, flushed after a read. */
@SuppressWarnings("FutureReturnValueIgnored") // write listeners handle the outcome
final class Outgoing {
    static final int USUAL_HEAD = 768;

    private final Connections connections;
    private boolean unflushed;

    Outgoing(Connections connections) {
        this.connections = connections;
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
