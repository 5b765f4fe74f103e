package io.github.apimreconnect.client;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What one call has been through so far. It travels with the call, in Azure Core's context. */
final class Attempts {
    private static final String KEY = Attempts.class.getName();

    private final BackendId backend;
    private final long deadlineMillis;
    private final List<Throwable> earlier = new CopyOnWriteArrayList<>();
    private volatile int begun;
    private volatile boolean onWire;
    private volatile @Nullable String reason;

    Attempts(BackendId backend, long deadlineMillis) {
        this.backend = backend;
        this.deadlineMillis = deadlineMillis;
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

    long deadlineMillis() {
        return deadlineMillis;
    }

    int begun() {
        return begun;
    }

    boolean isOnWire() {
        return onWire;
    }

    /**
     * Attaches the failures before it to the one that is emitted. Not to one of a credential: all calls that wait for a
     * token are given the same instance.
     */
    <T extends Throwable> T last(T failure) {
        boolean own = onWire || failure instanceof BackendReconnectException || failure instanceof TimeoutException;
        for (Throwable before : earlier) {
            if (own && before != failure) {
                failure.addSuppressed(before);
            }
        }
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
