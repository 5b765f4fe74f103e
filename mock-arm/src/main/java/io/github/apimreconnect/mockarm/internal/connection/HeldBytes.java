package io.github.apimreconnect.mockarm.internal.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A limit on the bytes held by all connections together: bodies being received, input that waits, and admin API
 * responses being read. Each of these has a limit of its own, but those of a thousand connections would exceed a small
 * heap. Small ones are not counted, so typical requests never touch this. Thread-safe.
 */
final class HeldBytes {
    /** Up to this size, the bytes cost about as much as the connection itself. */
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

    /** Counts these bytes as held, or returns false if they would exceed the limit. */
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

    /** Returns the limit. */
    long most() {
        return most;
    }
}
