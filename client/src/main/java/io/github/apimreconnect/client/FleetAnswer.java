package io.github.apimreconnect.client;

import com.azure.core.http.rest.Response;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** Waits for the end of one call of a run, which ignores what comes after a cancellation instead of dropping it. */
final class FleetAnswer implements CoreSubscriber<Response<Void>> {
    private final FleetRun run;
    private final FleetCall call;
    private final Context context;
    private volatile @Nullable Subscription upstream;

    FleetAnswer(FleetRun run, FleetCall call, Context context) {
        this.run = run;
        this.call = call;
        this.context = context;
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Response<Void> response) {
        run.then(() -> run.accepted(call, response));
    }

    @Override
    public void onError(Throwable failure) {
        run.then(() -> run.failed(call, failure));
    }

    @Override
    public void onComplete() {
        // The response has come before.
    }

    void cancel() {
        Subscription subscription = upstream;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
