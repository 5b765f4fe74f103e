package io.github.apimreconnect.client;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The backends of a run as they come. It reads ahead to find subscriptions whose buckets can be used, since a list may
 * be sorted by subscription: up to a few MiB of what the subscriber has asked for, and more while every subscription at
 * hand waits for its bucket.
 */
final class FleetInput implements CoreSubscriber<BackendId> {
    /** The bytes of an id besides its characters. */
    private static final int OVERHEAD = 250;

    private static final long MOST_HELD =
            Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 16);

    private static final long READ_AHEAD = MOST_HELD / 8;

    private final FleetRun run;
    private final Context context;
    private final int batch;

    private @Nullable Subscription upstream;
    private @Nullable Throwable error;
    private boolean done;
    private boolean cancelled;
    private long outstanding;
    private long held;
    private long heldBytes;

    FleetInput(FleetRun run, Context context, int batch) {
        this.run = run;
        this.context = context;
        this.batch = batch;
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        run.then(() -> {
            if (cancelled || !Operators.validate(upstream, subscription)) {
                subscription.cancel();
            } else {
                upstream = subscription;
            }
        });
    }

    @Override
    public void onNext(BackendId backend) {
        run.then(() -> {
            outstanding--;
            run.arrived(backend);
        });
    }

    @Override
    public void onError(Throwable failure) {
        run.then(() -> {
            error = failure;
            done = true;
        });
    }

    @Override
    public void onComplete() {
        run.then(() -> done = true);
    }

    /** Counts a backend that waits for its turn. */
    void hold(BackendId backend) {
        held++;
        heldBytes += bytes(backend);
    }

    /** Stops counting a backend, whose turn has come or which is dropped. */
    void release(BackendId backend) {
        held--;
        heldBytes -= bytes(backend);
    }

    private static long bytes(BackendId backend) {
        return OVERHEAD
                + 2L
                        * (backend.subscription().length()
                                + backend.resourceGroup().length()
                                + backend.service().length()
                                + backend.backend().length());
    }

    /**
     * Asks for more.
     *
     * @param idle whether a request could be sent, but none of those held can
     * @param requested how many outcomes the subscriber has asked for and not got
     */
    void more(boolean idle, long requested) {
        boolean wanted =
                held < batch || (heldBytes < READ_AHEAD && held < requested) || (idle && heldBytes < MOST_HELD);
        if (wanted && upstream != null && !done && outstanding == 0) {
            outstanding = batch;
            upstream.request(batch);
        }
    }

    /** Returns whether every backend has come and had its turn. */
    boolean isUsedUp() {
        return done && held == 0;
    }

    @Nullable
    Throwable error() {
        return error;
    }

    void cancel() {
        cancelled = true;
        if (upstream != null) {
            upstream.cancel();
        }
    }
}
