package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.channel.ChannelHandlerContext;
import java.util.function.BooleanSupplier;

/** The input of one connection: decides when to read more, and keeps what has to wait as bytes. */
final class Intake {
    /** The most bytes held undecoded, plus one read, or the socket's buffer when the peer shuts down its output. */
    private static final int MOST_HELD = 64 * 1024;

    private final BooleanSupplier takes;
    private final RequestDecoder decoder;
    private final WaitingBytes waiting;
    private boolean ended;

    /**
     * Creates the input of a connection.
     *
     * @param takes returns whether the connection takes the next part of a request
     * @param held counts the bytes that wait on all connections
     */
    Intake(BooleanSupplier takes, HeldBytes held) {
        this.takes = takes;
        this.decoder = new RequestDecoder(takes);
        this.waiting = new WaitingBytes(held);
    }

    RequestDecoder decoder() {
        return decoder;
    }

    /** Returns whether bytes wait to be decoded. */
    boolean isWaiting() {
        return decoder.held() > 0;
    }

    /** Returns whether the peer has shut down its output. */
    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /**
     * Requests the next read, unless too much input is waiting. Called after each read and whenever input was taken;
     * nothing else makes the mock read. While a response is delayed, this detects a peer that gives up.
     */
    void readOn(ChannelHandlerContext context) {
        int held = decoder.held();
        if (!ended && held <= MOST_HELD && waiting.count(takes.getAsBoolean() ? 0 : held)) {
            context.read();
        }
    }

    /** Called when the connection has closed. */
    void release() {
        waiting.count(0);
    }
}
