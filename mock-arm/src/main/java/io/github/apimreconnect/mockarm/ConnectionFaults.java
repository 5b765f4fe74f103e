package io.github.apimreconnect.mockarm;

import java.util.Optional;

/** The faults of connections to come. */
final class ConnectionFaults {
    private volatile ConnectionFault fault = ConnectionFault.REFUSE;
    private volatile int left;

    synchronized void next(ConnectionFault next, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("'count' must be 0 or more, but was " + count);
        }
        fault = next;
        left = count;
    }

    /** The fault of the connection that is being accepted, if it has one. */
    Optional<ConnectionFault> take() {
        if (left == 0) {
            return Optional.empty();
        }
        synchronized (this) {
            if (left == 0) {
                return Optional.empty();
            }
            left--;
            return Optional.of(fault);
        }
    }

    int left() {
        return left;
    }
}
