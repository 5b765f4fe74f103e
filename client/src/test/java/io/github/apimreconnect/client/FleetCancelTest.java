package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.ids;
import static io.github.apimreconnect.client.FleetBench.unthrottled;
import static io.github.apimreconnect.client.FleetService.answered;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;

/** Canceling a run, and what a run leaves behind. */
final class FleetCancelTest {
    private final FleetBench bench = new FleetBench();
    private final FleetService service = bench.service;

    @Test
    void cancelingStartsNothingNew() {
        service.answering(arrival -> service.late(Duration.ofSeconds(1), answered(arrival, 202)));
        FleetRecorder run = bench.run(ids(100), unthrottled().setConcurrency(5));
        bench.advance(Duration.ofSeconds(2));
        int sent = service.arrivals.size();
        run.cancel();
        bench.advance(Duration.ofMinutes(10));
        assertThat(service.arrivals).hasSize(sent);
        assertThat(run.outcomes).hasSize(10);
        assertThat(run.hasEnded()).isFalse();
    }

    @Test
    void cancelingAbandonsTheRequestsInFlight() {
        service.answering(arrival -> Mono.never());
        FleetRecorder run = bench.run(ids(100), unthrottled().setConcurrency(5));
        run.cancel();
        assertThat(service.cancelled).isEqualTo(5);
        assertThat(service.inFlight).isZero();
    }

    @Test
    void cancelingCancelsTheInputAndTheStopSignal() {
        TestPublisher<BackendId> input = TestPublisher.create();
        TestPublisher<Boolean> stop = TestPublisher.create();
        FleetRecorder run = bench.run(input, unthrottled().setStopWhen(stop));
        run.cancel();
        input.assertCancelled();
        stop.assertCancelled();
    }

    @Test
    void cancelingCancelsAllTimers() {
        service.answering(arrival -> switch (service.arrivals.size() % 4) {
            case 0 -> answered(arrival, 429, "Retry-After", "10");
            case 1 -> answered(arrival, 503, "Retry-After", "10");
            case 2 -> service.late(Duration.ofSeconds(10), answered(arrival, 202));
            default -> answered(arrival, 202);
        });
        FleetRecorder run = bench.run(ids(100), new FleetOptions().setWriteBudget(20, 1));
        bench.advance(Duration.ofSeconds(1));
        assertThat(bench.timer.pending()).isPositive();
        run.cancel();
        assertThat(bench.timer.pending()).isZero();
    }

    @Test
    void aRunThatEndsLeavesNoTimerAndNoStopSignal() {
        TestPublisher<Boolean> stop = TestPublisher.create();
        service.answering(503, 429);
        bench.runToTheEnd(ids(20), new FleetOptions().setWriteBudget(5, 1).setStopWhen(stop));
        assertThat(bench.timer.pending()).isZero();
        stop.assertCancelled();
    }

    @Test
    void nothingIsEmittedAfterTheSubscriberCancelsInAnOutcome() {
        FleetRecorder run = new FleetRecorder();
        TestPublisher<BackendId> input = TestPublisher.create();
        bench.client()
                .reconnectAll(input, unthrottled())
                .doOnNext(outcome -> run.cancel())
                .subscribe(run);
        ids(50).forEach(input::next);
        assertThat(run.outcomes).hasSize(1);
        assertThat(run.hasEnded()).isFalse();
        input.assertCancelled();
    }

    @Test
    void nothingMoreIsReadAfterTheSubscriberCancelsInAnOutcome() {
        FleetRecorder run = new FleetRecorder();
        List<Long> late = new ArrayList<>();
        Flux<BackendId> input = Flux.range(0, 1000).map(FleetBench::id).doOnRequest(more -> {
            if (run.isDisposed()) {
                late.add(more);
            }
        });
        bench.client()
                .reconnectAll(input, unthrottled().setConcurrency(4))
                .doOnNext(outcome -> run.cancel())
                .subscribe(run);
        assertThat(late).isEmpty();
    }

    @Test
    void takingTheFirstOutcomesCancelsTheRest() {
        Flux<BackendId> endless = Flux.range(0, Integer.MAX_VALUE).map(FleetBench::id);
        FleetRecorder run = new FleetRecorder();
        bench.client()
                .reconnectAll(endless, unthrottled().setConcurrency(4))
                .take(10)
                .subscribe(run);
        assertThat(run.mustHaveCompleted().outcomes).hasSize(10);
        assertThat(service.arrivals).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void cancelingWhileARequestIsMadeStartsNoOther() {
        FleetRecorder run = new FleetRecorder();
        service.answering(arrival -> {
            run.cancel();
            return Mono.never();
        });
        bench.client().reconnectAll(Flux.fromIterable(ids(50)), unthrottled()).subscribe(run);
        assertThat(service.arrivals).hasSize(1);
        assertThat(service.inFlight).isZero();
    }

    @Test
    void aSubscriberThatThrowsEndsTheRunAndAbandonsTheRequestsInFlight() {
        service.answering(arrival -> service.arrivals.size() == 1 ? answered(arrival, 202) : Mono.never());
        bench.client()
                .reconnectAll(Flux.fromIterable(ids(5)), unthrottled())
                .subscribe(
                        outcome -> {
                            throw new IllegalStateException("a defect of the subscriber");
                        },
                        failure -> {});
        bench.advance(Duration.ofSeconds(1));
        assertThat(service.inFlight).isZero();
        assertThat(bench.timer.pending()).isZero();
    }
}
