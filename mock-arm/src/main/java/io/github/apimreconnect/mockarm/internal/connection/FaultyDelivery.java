package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.JournalEntry.Outcome;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Delivers a response with a fault, using event loop timers instead of blocking a thread. */
@SuppressWarnings("FutureReturnValueIgnored") // no caller waits for a write or a close
final class FaultyDelivery {
    private static final int PIECE = 8;
    private static final int NEVER_SENT = 64;
    /** Time for the peer to read: a reset discards what it has not read yet. */
    private static final Duration TO_BE_READ = Duration.ofMillis(100);

    private static final byte[] GARBAGE = new byte[64];

    static {
        // Not how HTTP or TLS begins, and the same every time.
        for (int i = 0; i < GARBAGE.length; i++) {
            GARBAGE[i] = (byte) (0x80 + i * 7);
        }
    }

    private final ChannelHandlerContext context;
    private final PlannedReply answer;
    private final Reply reply;
    private final Reply.Framing framing;
    private final boolean bodiless;
    private final Random random;
    private final End end;
    private @Nullable Future<?> timer;
    private @Nullable ByteBuf rest;

    FaultyDelivery(
            ChannelHandlerContext context,
            PlannedReply answer,
            Reply.Framing framing,
            boolean bodiless,
            Random random,
            End end) {
        this.context = context;
        this.answer = answer;
        this.reply = answer.reply();
        this.framing = framing;
        this.bodiless = bodiless;
        this.random = random;
        this.end = end;
    }

    /** Callbacks for deliveries that leave the connection open. */
    interface End {
        /** The response has been sent. */
        void delivered();

        /** Some or all of the response will never be sent. */
        void stalled();
    }

    void start(Fault fault) {
        Runnable begin = switch (fault.kind()) {
            case DELAY -> () -> delay((Fault.Delay) fault);
            case SLOW_BODY -> () -> drip(((Fault.SlowBody) fault).pause());
            case RESET ->
                () -> sendUntil(
                        ((Fault.Reset) fault).moment(), () -> cut(() -> ConnectionFaults.reset(context.channel())));
            case TRUNCATE -> () -> sendUntil(((Fault.Truncate) fault).moment(), () -> cut(this::end));
            case STALL -> () -> sendUntil(((Fault.Stall) fault).moment(), this::stall);
            case GARBAGE ->
                () -> send(context.alloc().ioBuffer(GARBAGE.length).writeBytes(GARBAGE), () -> cut(this::end));
            case NO_ANSWER -> this::stall;
        };
        begin.run();
    }

    private void delay(Fault.Delay delay) {
        Duration pause;
        synchronized (random) {
            pause = delay.latency().sample(random);
        }
        after(pause, () -> sendWhole(this::sent));
    }

    /** Called when the connection has closed. */
    void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
        if (rest != null) {
            rest.release();
            rest = null;
        }
        answer.ended(Outcome.ABANDONED);
    }

    private void sendWhole(Runnable then) {
        send(bytes(0), then);
    }

    private void sendUntil(Fault.Moment moment, Runnable then) {
        Runnable begin = switch (moment) {
            case BEFORE_ANSWER -> then;
            case IN_HEAD -> () -> sendPart(true, then);
            case IN_BODY -> () -> sendPart(false, then);
            case AFTER_ANSWER ->
                () -> sendWhole(() -> {
                    answer.ended(Outcome.SENT);
                    after(TO_BE_READ, then);
                });
        };
        begin.run();
    }

    private void sendPart(boolean inHead, Runnable then) {
        // A truncated response must have announced more.
        ByteBuf bytes = bytes(!inHead && reply.body().length == 0 ? NEVER_SENT : 0);
        int body = bodiless ? 0 : reply.body().length;
        int head = bytes.readableBytes() - body;
        bytes.writerIndex(bytes.readerIndex() + (inHead ? head / 2 : head + body / 2));
        send(bytes, then);
    }

    private ByteBuf bytes(int promised) {
        ByteBuf out = context.alloc().ioBuffer();
        reply.writeHead(out, framing, promised);
        return bodiless ? out : out.writeBytes(reply.body());
    }

    private void drip(Duration pause) {
        ByteBuf out = bytes(0);
        int body = bodiless ? 0 : reply.body().length;
        rest = out;
        drip(out, body == 0 ? PIECE : out.readableBytes() - body, pause);
    }

    private void drip(ByteBuf bytes, int length, Duration pause) {
        if (bytes.readableBytes() <= length) {
            rest = null;
            send(bytes, this::sent);
            return;
        }
        context.writeAndFlush(bytes.readRetainedSlice(length));
        after(pause, () -> drip(bytes, PIECE, pause));
    }

    private void send(ByteBuf bytes, Runnable then) {
        context.writeAndFlush(bytes).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess()) {
                InternalErrors.caught(context, then).run();
            }
        });
    }

    private void sent() {
        answer.ended(Outcome.SENT);
        end.delivered();
    }

    private void cut(Runnable how) {
        answer.ended(Outcome.CUT);
        how.run();
    }

    /** Sends a FIN, without a TLS close_notify. */
    private void end() {
        context.pipeline().firstContext().close();
    }

    private void stall() {
        answer.ended(Outcome.STALLED);
        end.stalled();
    }

    private void after(Duration pause, Runnable then) {
        timer = context.executor()
                .schedule(InternalErrors.caught(context, then), pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
