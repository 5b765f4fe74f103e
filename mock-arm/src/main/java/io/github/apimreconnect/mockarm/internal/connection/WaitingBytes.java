package io.github.apimreconnect.mockarm.internal.connection;

/** The bytes waiting in one connection's decoder, counted toward the limit for all connections unless small. */
final class WaitingBytes {
    private final HeldBytes held;
    private int counted;

    WaitingBytes(HeldBytes held) {
        this.held = held;
    }

    /** Replaces the previous count; returns false, keeping the previous one, if the limit would be exceeded. */
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
