package io.github.apimreconnect.client;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call so far, carried in Azure Core's context. An attempt is in one of three states, in this
 * order:
 *
 * <pre>
 * begin()            above the transport   fails if there is no token        not retried: credentials do so themselves
 * reachTransport()   at the transport      fails if the network does         retried; a copy carries earlier failures
 * leaveTransport()   response received     a challenge may need a new token  same as above the transport
 * </pre>
 */
final class ReconnectAttempts {
    private static final String KEY = ReconnectAttempts.class.getName();

    private final BackendId backend;
    private final long deadlineNanos;
    private final @Nullable AttemptGate gate;
    private final EarlierFailures earlier = new EarlierFailures();
    private volatile int begun;
    private volatile int throttled;
    private volatile boolean atTransport;
    private volatile @Nullable String reason;

    ReconnectAttempts(BackendId backend, long deadlineNanos) {
        this(backend, deadlineNanos, null);
    }

    /** Creates the attempts of a call of a fleet, whose gate also has its deadline. */
    ReconnectAttempts(BackendId backend, AttemptGate gate) {
        this(backend, 0, gate);
    }

    private ReconnectAttempts(BackendId backend, long deadlineNanos, @Nullable AttemptGate gate) {
        this.backend = backend;
        this.deadlineNanos = deadlineNanos;
        this.gate = gate;
    }

    static @Nullable ReconnectAttempts of(HttpPipelineCallContext context) {
        return (ReconnectAttempts) context.getData(KEY).orElse(null);
    }

    Context in(Context context) {
        return context.addData(KEY, this);
    }

    /** Begins an attempt. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // a call's attempts run one after another
    void begin() {
        begun++;
        atTransport = false;
    }

    /** Marks the request as handed to the transport. */
    void reachTransport() {
        atTransport = true;
    }

    /** Marks the response as received. */
    void leaveTransport() {
        atTransport = false;
    }

    /** Counts an attempt that only found the write bucket empty, which is not a failure of the call. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // a call's attempts run one after another
    void throttled() {
        throttled++;
    }

    /** Returns how many attempts count toward the most retries. */
    int counted() {
        return begun - throttled;
    }

    @Nullable
    AttemptGate gate() {
        return gate;
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

    /** Returns how much of the total timeout is left, based on the scheduler's nanoseconds, which may overflow. */
    Duration left(long nowNanos) {
        return gate == null
                ? Duration.ofNanos(deadlineNanos - nowNanos)
                : gate.deadline().left();
    }

    int begun() {
        return begun;
    }

    boolean isAtTransport() {
        return atTransport;
    }

    /**
     * Returns the failure that ends the call, with the earlier ones attached. A transport's failure is copied first. A
     * credential's is returned as is: all calls waiting for a token get the same instance.
     */
    Throwable last(Throwable failure) {
        List<Throwable> before = earlier.kept();
        if (before.isEmpty()) {
            return failure;
        }
        if (failure instanceof BackendReconnectException) {
            return attached(failure, before);
        }
        Throwable copy = atTransport ? TransportFailure.copyOf(failure) : failure;
        return copy == failure ? failure : attached(copy, before);
    }

    /** Attaches the earlier failures to an exception created for this call. */
    <T extends Throwable> T lastOwn(T failure) {
        return attached(failure, earlier.kept());
    }

    private static <T extends Throwable> T attached(T failure, List<Throwable> before) {
        before.forEach(failure::addSuppressed);
        return failure;
    }

    /** Returns the number of attempts; with a caller's own pipeline none are counted, and it is 1. */
    int count() {
        return Math.max(1, begun);
    }

    /** Returns the outcome, to end a message with: {@code 2 attempts, gave up: ...}. */
    String text() {
        String attempts = count() + (count() == 1 ? " attempt" : " attempts");
        return reason == null ? attempts : attempts + ", gave up: " + reason;
    }
}
