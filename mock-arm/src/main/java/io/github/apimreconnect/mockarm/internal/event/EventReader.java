package io.github.apimreconnect.mockarm.internal.event;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A reader of the stream: its connection and its place. Used on one event loop. */
final class EventReader {
    private final Channel channel;
    private long place;
    private @Nullable LeftOut left;
    /** The version of the counts last sent. */
    private long stats;
    /** The number of writes that have not ended; until it is zero, no flush writes more. */
    private final AtomicInteger underWay = new AtomicInteger();

    EventReader(Channel channel, long stats) {
        this.channel = channel;
        this.stats = stats;
    }

    Channel channel() {
        return channel;
    }

    boolean isReady() {
        return underWay.get() == 0 && channel.isActive();
    }

    long place() {
        return place;
    }

    void moveTo(long number, @Nullable LeftOut stillLeft) {
        place = number;
        left = stillLeft;
    }

    @Nullable
    LeftOut left() {
        return left;
    }

    /** Records what was overwritten before this reader had it, unless the journal was cleared since. */
    void note(EventLog.State state) {
        LeftOut lost = state.lost();
        if (lost != null && lost.last() > place) {
            left = lost.and(left);
        }
        if (left != null && left.last() < state.cleared()) {
            left = null;
        }
    }

    boolean hasStats(long version) {
        boolean has = stats == version;
        stats = version;
        return has;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure closes the connection
    void write(ByteBuf bytes) {
        underWay.incrementAndGet();
        channel.writeAndFlush(bytes).addListener(written -> underWay.decrementAndGet());
    }
}
