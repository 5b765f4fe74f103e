package io.github.apimreconnect.mockarm.internal.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests being read or answered, until the response is handed to the operating system, so that closing can
 * wait for them.
 */
public final class InFlight {
    private final AtomicInteger requests = new AtomicInteger();
    private final CompletableFuture<Void> none = new CompletableFuture<>();
    private volatile boolean draining;
    private volatile boolean awaited;

    void begin() {
        requests.incrementAndGet();
    }

    void end() {
        if (requests.decrementAndGet() == 0 && awaited) {
            none.complete(null);
        }
    }

    public int count() {
        return requests.get();
    }

    /** Returns whether the mock is closing: each connection ends with its next response. */
    boolean isDraining() {
        return draining;
    }

    void drain() {
        draining = true;
    }

    /** Waits until there are none, or until the timeout expires; called by the thread that closes the mock. */
    void await(Duration timeout) {
        awaited = true;
        if (requests.get() == 0) {
            return;
        }
        try {
            none.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The caller closes the connections of requests still in flight.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
