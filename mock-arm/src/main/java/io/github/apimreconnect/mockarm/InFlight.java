package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests that are being read or answered, counted until the answer is with the operating system, so that closing
 * can wait for them.
 */
final class InFlight {
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

    int count() {
        return requests.get();
    }

    /** Whether the mock is closing: each connection ends with its next answer. */
    boolean isDraining() {
        return draining;
    }

    void drain() {
        draining = true;
    }

    /** Waits until there are none, or until the time is up; called by the thread that closes the mock. */
    void await(Duration timeout) {
        awaited = true;
        if (requests.get() == 0) {
            return;
        }
        try {
            none.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What is still in flight is cut by the caller.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
