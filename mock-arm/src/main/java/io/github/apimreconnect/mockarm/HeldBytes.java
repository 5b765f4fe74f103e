package io.github.apimreconnect.mockarm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bound on what all connections together hold: bodies being received, and answers of the admin API being read. Each
 * has a bound of its own, but a thousand connections with a body each are more than a small heap. What is small is not
 * counted, so usual requests do without it. Safe for use by several threads.
 */
final class HeldBytes {
    /** What costs a connection about as much as it costs anyway. */
    static final int SMALL = 16 * 1024;

    private static final int SHARE_OF_HEAP = 8;

    private final AtomicLong held = new AtomicLong();
    private final long most;

    HeldBytes(long most) {
        this.most = most;
    }

    static HeldBytes ofHeap() {
        return new HeldBytes(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Counts these bytes as held, or returns false where they would be too many. */
    boolean take(int bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }

    /** The most that is held at once. */
    long most() {
        return most;
    }
}
