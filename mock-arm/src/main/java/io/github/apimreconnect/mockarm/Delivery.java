package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.JournalEntry.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An answer on its way with a fault: timers of the event loop, no thread that waits. */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a write or a close
final class Delivery {
    private static final int PIECE = 8;
    private static final int NEVER_SENT = 64;
    /** A reset takes with it what the peer has not read yet. */
    private static final Duration TO_BE_READ = Duration.ofMillis(100);

    private static final byte[] GARBAGE = new byte[64];

    static {
        // Neither HTTP nor TLS begins so, and it looks the same every time.
        for (int i = 0; i < GARBAGE.length; i++) {
            GARBAGE[i] = (byte) (0x80 + i * 7);
        }
    }

    private final ChannelHandlerContext context;
    private final Answer answer;
    private final Reply reply;
    private final Reply.Framing framing;
    private final boolean bodiless;
    private final Random random;
    private final End end;
    private @Nullable Future<?> timer;
    private @Nullable ByteBuf rest;

    Delivery(
            ChannelHandlerContext context,
            Answer answer,
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

    /** How a delivery ends that leaves its connection open. */
    interface End {
        /** The answer is out. */
        void delivered();

        /** The rest of the answer, if not all of it, never comes. */
        void stalled();
    }

    void start(Fault fault) {
        Runnable begin = switch (fault.kind()) {
            case DELAY -> () -> delay((Fault.Delay) fault);
            case SLOW_BODY -> () -> drip(((Fault.SlowBody) fault).pause());
            case RESET ->
                () -> sendUntil(
                        ((Fault.Reset) fault).moment(), () -> cut(() -> ConnectionFault.reset(context.channel())));
            case TRUNCATE -> () -> sendUntil(((Fault.Truncate) fault).moment(), () -> cut(this::end));
            case STALL -> () -> sendUntil(((Fault.Stall) fault).moment(), this::stall);
            case GARBAGE ->
                () -> send(context.alloc().ioBuffer(GARBAGE.length).writeBytes(GARBAGE), () -> cut(this::end));
            case NO_ANSWER -> this::stall;
            // The answer is that of the proxy already.
            case BAD_GATEWAY_HTML -> () -> sendWhole(this::sent);
        };
        begin.run();
    }

    private void delay(Fault.Delay delay) {
        Duration pause;
        synchronized (random) {
            pause = Pauses.draw(delay.pause(), random);
        }
        after(pause, () -> sendWhole(this::sent));
    }

    /** The connection is gone. */
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

    private void sendUntil(Moment moment, Runnable then) {
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
        // What is cut must have promised more.
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
                Failures.caught(context, then).run();
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

    /** FIN, without a TLS goodbye. */
    private void end() {
        context.pipeline().firstContext().close();
    }

    private void stall() {
        answer.ended(Outcome.STALLED);
        end.stalled();
    }

    private void after(Duration pause, Runnable then) {
        timer = context.executor().schedule(Failures.caught(context, then), pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
