package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The requests that are being read or answered, counted so that closing can wait for them. */
final class InFlight {
    private final Phaser requests = new Phaser(1);

    void begin() {
        requests.register();
    }

    void end() {
        requests.arriveAndDeregister();
    }

    /** Waits until there are none, or until the time is up; called by the thread that closes the mock. */
    void await(Duration timeout) {
        int phase = requests.arriveAndDeregister();
        try {
            requests.awaitAdvanceInterruptibly(phase, timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // What is still in flight is cut by the caller.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
