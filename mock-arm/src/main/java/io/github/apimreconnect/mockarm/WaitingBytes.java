package io.github.apimreconnect.mockarm;

/**
 * What waits in the decoder of one connection, counted among the bytes that all connections hold where it is more than
 * small.
 */
final class WaitingBytes {
    private final HeldBytes held;
    private int counted;

    WaitingBytes(HeldBytes held) {
        this.held = held;
    }

    /** Counts so many bytes in place of those before; returns false, and counts as before, where they are too many. */
    boolean count(int waiting) {
        int due = Math.max(0, waiting - HeldBytes.SMALL);
        if (due > counted && !held.take(due - counted)) {
            return false;
        }
        if (due < counted) {
            held.giveBack(counted - due);
        }
        counted = due;
        return true;
    }
}
