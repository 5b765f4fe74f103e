package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that take too long over a TLS handshake, a request head, its body, or the time between requests.
 * It sits before TLS in the pipeline, so any byte counts. A connection has at most one timer, which fires when the
 * limit would be reached and then checks whether the limit has moved: a request that arrives in one piece only sets a
 * field. A peer that still reads what was written is not late, however long it takes; its limit applies to the time it
 * reads nothing.
 */
final class Deadline extends ChannelInboundHandlerAdapter {
    /** User event fired when a body is late; the handler that receives it sends the response. */
    static final Object BODY_IS_LATE = new Object();

    private enum Phase {
        IDLE,
        HEAD,
        BODY,
        ANSWER,
        LAST
    }

    private final Timeouts timeouts;
    private Phase phase = Phase.IDLE;
    private long until;
    /** When the timer fires, if there is one; after a read, no later than the limit. */
    private long due;

    /** When the current read began; a typical read takes microseconds, so the clock is queried only once. */
    private long read;

    private boolean reading;

    private @Nullable Future<?> timer;
    private @Nullable ChannelHandlerContext context;
    /** Bytes written but not yet read by the peer, as of the timer's last check. */
    private long unread;

    private int unreadFirst;
    private long readOfFirst;

    Deadline(Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        enter(Phase.IDLE, timeouts.idle());
        arm();
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        read = now();
        reading = true;
        if (phase == Phase.IDLE) {
            enter(Phase.HEAD, timeouts.head(), read);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        // Most requests arrive whole, so by now the phase is usually back to what it was.
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

    /** Called when a request head has been read; a body may follow. */
    void headRead() {
        enter(Phase.BODY, timeouts.body(), timeOfRead());
    }

    /** Called when input held during the previous response has been read; nothing more may arrive. */
    void waitedRead() {
        arm();
    }

    /** Called when a request has been read; the mock may take as long as it likes to respond. */
    void requestRead() {
        phase = Phase.ANSWER;
    }

    /** Called when the response is delayed or endless: only a peer that does not read it is disconnected. */
    void answerHeld() {
        enter(Phase.ANSWER, timeouts.idle());
        schedule();
    }

    /** Returns whether no part of a request or TLS handshake has arrived, and no request is being answered. */
    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /** Called when a request is answered; part of the next may have arrived. */
    void answered(boolean nextBegun) {
        if (nextBegun) {
            enter(Phase.HEAD, timeouts.head());
        } else {
            enter(Phase.IDLE, timeouts.idle(), timeOfRead());
        }
        arm();
    }

    /** Called when the last response is sent; further input is discarded. */
    void lastAnswered() {
        enter(Phase.LAST, timeouts.linger());
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

    /** Makes sure the timer fires no later than the limit; there is no limit on how long a response takes. */
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
        timer = context.executor()
                .schedule(InternalErrors.caught(context, this::look), until - now(), TimeUnit.NANOSECONDS);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // no caller waits for the close
    private void look() {
        timer = null;
        if (context == null) {
            return;
        }
        if (now() - until < 0) {
            schedule();
        } else if (isReadFrom(context.channel().unsafe().outboundBuffer()) || (phase == Phase.ANSWER && unread == 0)) {
            enter(phase, unread == 0 && phase == Phase.LAST ? timeouts.linger() : timeouts.idle());
            schedule();
        } else if (phase == Phase.BODY) {
            phase = Phase.ANSWER;
            context.fireUserEventTriggered(BODY_IS_LATE);
        } else {
            // Close from here, before TLS: a silent peer gets no close_notify.
            context.close();
        }
    }

    /** Returns whether something was written, or read by the peer, since the last check. */
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
