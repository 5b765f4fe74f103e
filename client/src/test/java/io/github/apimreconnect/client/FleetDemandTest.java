package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.id;
import static io.github.apimreconnect.client.FleetBench.ids;
import static io.github.apimreconnect.client.FleetBench.unthrottled;
import static io.github.apimreconnect.client.FleetService.answered;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/** Backpressure: a slow subscriber slows down the calls, and the input is read ahead within bounds. */
final class FleetDemandTest {
    private static final int CONCURRENCY = 8;
    private static final int MOST_BYTES = 32 << 20;

    private final FleetBench bench = new FleetBench();
    private final FleetService service = bench.service;
    private final AtomicInteger read = new AtomicInteger();

    @Test
    void asManyOutcomesAreEmittedAsWereRequested() {
        FleetRecorder run = unrequested(ids(100));
        assertThat(run.outcomes).isEmpty();
        run.request(1);
        assertThat(run.outcomes).hasSize(1);
        run.request(2);
        assertThat(run.outcomes).hasSize(3);
    }

    @Test
    void callsThatBeginAreBoundedWhileNothingIsRequested() {
        FleetRecorder run = unrequested(ids(1000));
        bench.advance(Duration.ofMinutes(1));
        assertThat(service.arrivals).hasSizeLessThanOrEqualTo(2 * CONCURRENCY);
        int before = service.arrivals.size();
        run.request(10);
        bench.advance(Duration.ofMinutes(1));
        assertThat(service.arrivals.size() - before).isBetween(1, 2 * CONCURRENCY + 10);
    }

    @Test
    void slowCallsThatBeginAreBoundedWhileNothingIsRequested() {
        service.answering(arrival -> service.late(Duration.ofMillis(10), answered(arrival, 202)));
        unrequested(ids(1000));
        bench.advance(Duration.ofMinutes(1));
        assertThat(service.arrivals).hasSizeLessThanOrEqualTo(2 * CONCURRENCY);
    }

    @Test
    void oneRequestAfterAnotherGetsEveryOutcome() {
        FleetRecorder run = unrequested(ids(500));
        for (int i = 0; i < 500; i++) {
            run.request(1);
        }
        assertThat(run.mustHaveCompleted().backends()).containsExactlyInAnyOrderElementsOf(ids(500));
    }

    @Test
    void aSubscriberThatRequestsEachOutcomeInTheLastGetsEveryOne() {
        List<Long> numbers = new ArrayList<>();
        bench.client()
                .reconnectAll(Flux.range(0, 10_000).map(FleetBench::id), unthrottled())
                .subscribe(new OneByOne(numbers));
        assertThat(numbers).hasSize(10_000);
    }

    @Test
    void anEndlessInputIsReadNoFurtherThanNeeded() {
        FleetRecorder run = FleetRecorder.requestingNothing();
        bench.client()
                .reconnectAll(endless(0), unthrottled().setConcurrency(CONCURRENCY))
                .subscribe(run);
        bench.advance(Duration.ofMinutes(1));
        assertThat(read.get()).isLessThanOrEqualTo(4 * CONCURRENCY);
        run.request(1000);
        bench.advance(Duration.ofMinutes(1));
        assertThat(run.outcomes).hasSize(1000);
        assertThat(read.get()).isLessThanOrEqualTo(1000 + 4 * CONCURRENCY);
        run.cancel();
    }

    @Test
    void anEndlessInputWhoseSubscriptionsAllWaitIsReadUpToABoundInBytes() {
        FleetRecorder run = bench.run(endless(0), new FleetOptions().setWriteBudget(1, 0.001));
        bench.advance(Duration.ofMinutes(1));
        int characters = id(0, 0).toString().length();
        assertThat(read.get()).isBetween(1000, MOST_BYTES / characters);
        int before = read.get();
        bench.advance(Duration.ofSeconds(10));
        assertThat(read.get()).isEqualTo(before);
        run.cancel();
    }

    @Test
    void subscriptionsOfASortedListBeginTogether() {
        service.answering(arrival -> service.late(Duration.ofMillis(100), answered(arrival, 202)));
        FleetRecorder run = bench.run(
                Flux.range(0, 600).map(n -> id(n / 30, n)),
                new FleetOptions().setWriteBudget(10, 1).setConcurrency(4));
        bench.advance(Duration.ofSeconds(1));
        assertThat(service.arrivals).hasSizeLessThan(60);
        assertThat(run.backends().stream().map(BackendId::subscription).distinct())
                .hasSize(20);
        run.cancel();
    }

    @Test
    void anEndlessInputIsReadAheadUpToABoundInBytesWhileRequestsAreSent() {
        service.answering(arrival -> service.late(Duration.ofMinutes(1), answered(arrival, 202)));
        FleetRecorder run = bench.run(endless(0), unthrottled().setConcurrency(CONCURRENCY));
        int characters = id(0, 0).toString().length();
        assertThat(read.get()).isBetween(1000, MOST_BYTES / 8 / characters);
        int before = read.get();
        bench.advance(Duration.ofSeconds(10));
        assertThat(read.get()).isEqualTo(before);
        run.cancel();
    }

    @Test
    void theInputIsReadFurtherToFindASubscriptionThatNeedNotWait() {
        FleetRecorder run = bench.run(
                Flux.range(0, 5_000).map(n -> id(0, n)).concatWith(Flux.just(id(1, 0))),
                new FleetOptions().setWriteBudget(1, 0.001));
        bench.advance(Duration.ofSeconds(1));
        assertThat(run.backends()).containsExactly(id(0, 0), id(1, 0));
        run.cancel();
    }

    @Test
    void aRequestForNothingIsAnError() {
        List<Throwable> errors = new ArrayList<>();
        bench.client().reconnectAll(Flux.fromIterable(ids(3)), unthrottled()).subscribe(new RequestingZero(errors));
        assertThat(errors).singleElement().isInstanceOf(IllegalArgumentException.class);
        assertThat(errors.get(0)).hasMessageContaining("3.9");
    }

    private FleetRecorder unrequested(List<BackendId> backends) {
        FleetRecorder run = FleetRecorder.requestingNothing();
        bench.client()
                .reconnectAll(Flux.fromIterable(backends), unthrottled().setConcurrency(CONCURRENCY))
                .subscribe(run);
        return run;
    }

    private Flux<BackendId> endless(int subscription) {
        return Flux.range(0, Integer.MAX_VALUE).map(n -> {
            read.incrementAndGet();
            return id(subscription, n);
        });
    }

    /** A subscriber that is not one of Reactor's. */
    private static class Plain implements Subscriber<FleetOutcome> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(FleetOutcome outcome) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    private static final class OneByOne extends Plain {
        private final List<Long> numbers;
        private final List<Subscription> subscription = new ArrayList<>();

        OneByOne(List<Long> numbers) {
            this.numbers = numbers;
        }

        @Override
        public void onSubscribe(Subscription made) {
            subscription.add(made);
            made.request(1);
        }

        @Override
        public void onNext(FleetOutcome outcome) {
            numbers.add(outcome.number());
            subscription.get(0).request(1);
        }
    }

    private static final class RequestingZero extends Plain {
        private final List<Throwable> errors;

        RequestingZero(List<Throwable> errors) {
            this.errors = errors;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(0);
        }

        @Override
        public void onError(Throwable failure) {
            errors.add(failure);
        }
    }
}
