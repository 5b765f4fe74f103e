package io.github.apimreconnect.it.load;

/** The sender's record of one call. Thread-safe. */
final class Account {
    private Sent state = new Sent(0, 0, Sent.End.NONE);

    synchronized void attempt() {
        state = new Sent(state.attempts() + 1, state.cut(), state.end());
    }

    synchronized void cut() {
        state = new Sent(state.attempts(), state.cut() + 1, state.end());
    }

    synchronized void end(Sent.End end) {
        state = new Sent(state.attempts(), state.cut(), end);
    }

    synchronized Sent state() {
        return state;
    }
}
