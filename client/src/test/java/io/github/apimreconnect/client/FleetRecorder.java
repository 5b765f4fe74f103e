package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.util.context.Context;

/** A subscriber that keeps what it gets, and checks that nothing comes after the end. For use on one thread. */
final class FleetRecorder extends BaseSubscriber<FleetOutcome> {
    final List<FleetOutcome> outcomes = new ArrayList<>();

    @Nullable
    Throwable error;

    boolean completed;
    private final long requested;
    private final Context context;

    FleetRecorder() {
        this(Long.MAX_VALUE, Context.empty());
    }

    FleetRecorder(long requested, Context context) {
        this.requested = requested;
        this.context = context;
    }

    /** Requests nothing by itself. */
    static FleetRecorder requestingNothing() {
        return new FleetRecorder(0, Context.empty());
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        if (requested > 0) {
            request(requested);
        }
    }

    @Override
    protected void hookOnNext(FleetOutcome outcome) {
        assertThat(hasEnded()).as("outcome after the end").isFalse();
        outcomes.add(outcome);
    }

    @Override
    protected void hookOnError(Throwable failure) {
        assertThat(hasEnded()).as("error after the end").isFalse();
        error = failure;
    }

    @Override
    protected void hookOnComplete() {
        assertThat(hasEnded()).as("completed after the end").isFalse();
        completed = true;
    }

    boolean hasEnded() {
        return completed || error != null;
    }

    FleetRecorder mustHaveCompleted() {
        assertThat(error).isNull();
        assertThat(completed)
                .as("completed, after %s outcomes", outcomes.size())
                .isTrue();
        return this;
    }

    List<FleetOutcome.Kind> kinds() {
        return outcomes.stream().map(FleetOutcome::kind).toList();
    }

    List<BackendId> backends() {
        return outcomes.stream().map(FleetOutcome::backend).toList();
    }

    long count(FleetOutcome.Kind kind) {
        return outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
    }

    <T extends FleetOutcome> T only(Class<T> type) {
        assertThat(outcomes).singleElement().isInstanceOf(type);
        return type.cast(outcomes.get(0));
    }
}
