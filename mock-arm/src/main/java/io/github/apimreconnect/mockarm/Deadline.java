package io.github.apimreconnect.mockarm;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts connections that take too long over a TLS handshake, the head of a request, its body, or the time between two.
 * It sits before TLS, so any byte counts. A connection has one timer at most, which goes off when the limit would be
 * reached and looks whether it was moved: a request that comes at once only sets a field. A peer that still reads what
 * was written is not late, however long it takes: then the limit is on reading nothing.
 */
final class Deadline extends ChannelInboundHandlerAdapter {
    /** Sent up the pipeline when a body is late; whoever reads it answers. */
    static final Object BODY_IS_LATE = new Object();

    private enum Phase {
        IDLE,
        HEAD,
        BODY,
        ANSWER,
        LAST
    }

    private final Limits limits;
    private Phase phase = Phase.IDLE;
    private long until;
    /** When the timer goes off, if there is one: once a read is over, no later than the limit. */
    private long due;

    /** When the read that is under way began: a usual one takes microseconds, and the time is asked for once. */
    private long read;

    private boolean reading;

    private @Nullable Future<?> timer;
    private @Nullable ChannelHandlerContext context;
    /** What was written and not yet read, as the timer last saw it. */
    private long unread;

    private int unreadFirst;
    private long readOfFirst;

    Deadline(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        enter(Phase.IDLE, limits.idle());
        arm();
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        read = now();
        reading = true;
        if (phase == Phase.IDLE) {
            enter(Phase.HEAD, limits.head(), read);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        // Most requests come whole: by now the phase is the one before.
        arm();
        context.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
        this.context = null;
        context.fireChannelInactive();
    }

    /** A head has been read, and a body may follow. */
    void headRead() {
        enter(Phase.BODY, limits.body(), timeOfRead());
    }

    /** What had waited for the answer before has been read; nothing more may come. */
    void waitedRead() {
        arm();
    }

    /** A request has been read; the mock takes the time it likes. */
    void requestRead() {
        phase = Phase.ANSWER;
    }

    /** The answer takes its time, or has no end: only a peer that does not read it is cut. */
    void answerHeld() {
        enter(Phase.ANSWER, limits.idle());
        schedule();
    }

    /** Whether no part of a request is here, nor of a TLS handshake, and none is being answered. */
    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /** A request is answered; a part of the next may be here. */
    void answered(boolean nextBegun) {
        if (nextBegun) {
            enter(Phase.HEAD, limits.head());
        } else {
            enter(Phase.IDLE, limits.idle(), timeOfRead());
        }
        arm();
    }

    /** The last answer is out; what still comes is not read. */
    void lastAnswered() {
        enter(Phase.LAST, limits.linger());
        arm();
    }

    private void enter(Phase next, Duration limit) {
        enter(next, limit, now());
    }

    private void enter(Phase next, Duration limit, long from) {
        phase = next;
        until = from + limit.toNanos();
    }

    private long timeOfRead() {
        return reading ? read : now();
    }

    private long now() {
        return context == null ? 0 : context.executor().ticker().nanoTime();
    }

    /** Sees to it that the timer goes off no later than the limit; nobody limits how long an answer takes. */
    private void arm() {
        if (phase != Phase.ANSWER) {
            schedule();
        }
    }

    private void schedule() {
        if (context == null || (timer != null && due - until <= 0)) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        due = until;
        timer = context.executor().schedule(Failures.caught(context, this::look), until - now(), TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the close
    private void look() {
        timer = null;
        if (context == null) {
            return;
        }
        if (now() - until < 0) {
            schedule();
        } else if (isReadFrom(context.channel().unsafe().outboundBuffer()) || (phase == Phase.ANSWER && unread == 0)) {
            enter(phase, unread == 0 && phase == Phase.LAST ? limits.linger() : limits.idle());
            schedule();
        } else if (phase == Phase.BODY) {
            phase = Phase.ANSWER;
            context.fireUserEventTriggered(BODY_IS_LATE);
        } else {
            // From here, before TLS: a peer that is silent is not asked to say goodbye.
            context.close();
        }
    }

    /** Whether something was written, or read by the peer, since the last look. */
    private boolean isReadFrom(@Nullable ChannelOutboundBuffer written) {
        long pending = written == null ? 0 : written.totalPendingWriteBytes();
        int first = written == null || pending == 0 ? 0 : System.identityHashCode(written.current());
        long ofFirst = written == null || pending == 0 ? 0 : written.currentProgress();
        boolean moved = pending != unread || first != unreadFirst || ofFirst != readOfFirst;
        unread = pending;
        unreadFirst = first;
        readOfFirst = ofFirst;
        return moved;
    }
}
