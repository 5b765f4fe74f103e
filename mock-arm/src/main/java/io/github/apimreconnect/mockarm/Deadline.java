package io.github.apimreconnect.mockarm;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts connections that take too long over a TLS handshake, the head of a request, its body, or the time between two.
 * It sits before TLS, so any byte counts. One timer a connection looks now and then; a request only sets a field.
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
    private @Nullable Future<?> timer;
    private @Nullable ChannelHandlerContext context;

    Deadline(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        enter(Phase.IDLE, limits.idle());
        long tick = limits.tick().toNanos();
        timer = context.executor().scheduleAtFixedRate(this::look, tick, tick, TimeUnit.NANOSECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (phase == Phase.IDLE) {
            enter(Phase.HEAD, limits.head());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
        context.fireChannelInactive();
    }

    /** A head has been read, and a body may follow. */
    void headRead() {
        enter(Phase.BODY, limits.body());
    }

    /** A request has been read; the mock takes the time it likes. */
    void requestRead() {
        phase = Phase.ANSWER;
    }

    /** A request is answered; a part of the next may be here. */
    void answered(boolean nextBegun) {
        enter(nextBegun ? Phase.HEAD : Phase.IDLE, nextBegun ? limits.head() : limits.idle());
    }

    /** The last answer is out; what still comes is not read. */
    void lastAnswered() {
        enter(Phase.LAST, limits.linger());
    }

    private void enter(Phase next, Duration limit) {
        phase = next;
        until = now() + limit.toNanos();
    }

    private long now() {
        return context == null ? 0 : context.executor().ticker().nanoTime();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the close
    private void look() {
        if (context == null || phase == Phase.ANSWER || now() - until < 0) {
            return;
        }
        if (phase == Phase.BODY) {
            phase = Phase.ANSWER;
            context.fireUserEventTriggered(BODY_IS_LATE);
        } else {
            // From here, before TLS: a peer that is silent is not asked to say goodbye.
            context.close();
        }
    }
}
