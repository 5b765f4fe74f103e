package io.github.apimreconnect.client;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one call has been through so far. It travels with the call, in Azure Core's context. */
final class Attempts {
    private static final String KEY = Attempts.class.getName();

    private final BackendId backend;
    private final long deadlineNanos;
    private final EarlierFailures earlier = new EarlierFailures();
    private volatile int begun;
    private volatile boolean onWire;
    private volatile @Nullable String reason;

    Attempts(BackendId backend, long deadlineNanos) {
        this.backend = backend;
        this.deadlineNanos = deadlineNanos;
    }

    static @Nullable Attempts of(HttpPipelineCallContext context) {
        return (Attempts) context.getData(KEY).orElse(null);
    }

    Context in(Context context) {
        return context.addData(KEY, this);
    }

    /** Begins an attempt. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // the attempts of a call follow one another
    void begin() {
        begun++;
        onWire = false;
    }

    /** Notes that the attempt has got as far as the transport; before, it can only fail for want of a token. */
    void reachWire() {
        onWire = true;
    }

    /** Notes that an answer came; what fails after it, for want of a token for a challenge, did not fail on the wire. */
    void leaveWire() {
        onWire = false;
    }

    void failed(Throwable failure) {
        earlier.add(failure);
    }

    void gaveUp(String why) {
        reason = why;
    }

    BackendId backend() {
        return backend;
    }

    /** Returns how much of the total timeout is left, by the scheduler's nanoseconds, which may overflow. */
    Duration left(long nowNanos) {
        return Duration.ofNanos(deadlineNanos - nowNanos);
    }

    int begun() {
        return begun;
    }

    boolean isOnWire() {
        return onWire;
    }

    /**
     * Returns the failure that ends the call, with the earlier ones attached. A transport's is copied first. A
     * credential's is returned as it is: all calls that wait for a token are given the same instance.
     */
    Throwable last(Throwable failure) {
        List<Throwable> before = earlier.kept();
        if (before.isEmpty()) {
            return failure;
        }
        if (failure instanceof BackendReconnectException) {
            return attached(failure, before);
        }
        Throwable copy = onWire ? TransportFailure.copyOf(failure) : failure;
        return copy == failure ? failure : attached(copy, before);
    }

    /** Attaches the earlier failures to one that was made for this call. */
    <T extends Throwable> T lastOwn(T failure) {
        return attached(failure, earlier.kept());
    }

    private static <T extends Throwable> T attached(T failure, List<Throwable> before) {
        before.forEach(failure::addSuppressed);
        return failure;
    }

    /** How many attempts there were; a caller's own pipeline counts none, and makes one. */
    int count() {
        return Math.max(1, begun);
    }

    /** How it ended, for the end of a message: {@code 2 attempts, gave up: ...}. */
    String text() {
        String attempts = count() + (count() == 1 ? " attempt" : " attempts");
        return reason == null ? attempts : attempts + ", gave up: " + reason;
    }
}
