package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.id;
import static io.github.apimreconnect.client.FleetBench.ids;
import static io.github.apimreconnect.client.FleetBench.unthrottled;
import static io.github.apimreconnect.client.FleetService.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;

/** Stopping early: after a number of failures, or by a signal. */
final class FleetStopTest {
    private final FleetBench bench = new FleetBench();
    private final FleetService service = bench.service;
    private final TestPublisher<Boolean> stop = TestPublisher.create();

    @Test
    void afterTheGivenNumberOfFailuresTheRestIsNotAttempted() {
        service.answering(arrival -> switch (service.arrivals.size()) {
            case 1, 3 -> answered(arrival, 202);
            case 2 -> answered(arrival, 404);
            default -> Mono.error(new IllegalStateException("no token"));
        });
        FleetRecorder run =
                bench.runToTheEnd(ids(100), unthrottled().setConcurrency(1).setStopAfter(3));
        assertThat(service.arrivals).hasSize(5);
        assertThat(run.count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(2);
        assertThat(run.count(FleetOutcome.Kind.REFUSED)).isEqualTo(1);
        assertThat(run.count(FleetOutcome.Kind.FAILED)).isEqualTo(2);
        assertThat(run.count(FleetOutcome.Kind.NOT_ATTEMPTED)).isEqualTo(95);
    }

    @Test
    void withoutALimitNoNumberOfFailuresStops() {
        service.answering(arrival -> answered(arrival, 404));
        bench.runToTheEnd(ids(200), unthrottled());
        assertThat(service.arrivals).hasSize(200);
    }

    @Test
    void requestsInFlightEndAfterAStop() {
        service.answering(arrival -> service.late(Duration.ofSeconds(5), answered(arrival, 202)));
        FleetRecorder run = bench.run(ids(10), unthrottled().setConcurrency(4).setStopWhen(stop));
        stop.next(true);
        assertThat(run.count(FleetOutcome.Kind.NOT_ATTEMPTED)).isEqualTo(6);
        bench.advance(Duration.ofSeconds(5));
        assertThat(run.mustHaveCompleted().count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(4);
        assertThat(service.arrivals).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void aSignalStopsByAValueByItsCompletionAndByAnError(Signal signal) {
        FleetRecorder run =
                bench.run(ids(10), new FleetOptions().setWriteBudget(1, 0.1).setStopWhen(stop));
        signal.send.accept(stop);
        assertThat(run.mustHaveCompleted().count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(1);
        assertThat(run.count(FleetOutcome.Kind.NOT_ATTEMPTED)).isEqualTo(9);
        assertThat(run.error).isNull();
    }

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private enum Signal {
        VALUE(stop -> stop.next(true)),
        COMPLETION(TestPublisher::complete),
        ERROR(stop -> stop.error(new IOException("closed")));

        private final Consumer<TestPublisher<Boolean>> send;

        Signal(Consumer<TestPublisher<Boolean>> send) {
            this.send = send;
        }
    }

    @Test
    void aSignalThatIsThereFromTheStartLetsNothingBegin() {
        FleetRecorder run = bench.runToTheEnd(ids(10), unthrottled().setStopWhen(Mono.just(true)));
        assertThat(service.arrivals).isEmpty();
        assertThat(run.count(FleetOutcome.Kind.NOT_ATTEMPTED)).isEqualTo(10);
    }

    @Test
    void backendsThatComeAfterTheStopAreNotAttempted() {
        TestPublisher<BackendId> input = TestPublisher.create();
        FleetRecorder run = bench.run(input, unthrottled().setStopWhen(stop));
        input.next(id(0));
        stop.next(true);
        input.next(id(1), id(2)).complete();
        assertThat(run.mustHaveCompleted().outcomes)
                .extracting(FleetOutcome::backend, FleetOutcome::kind)
                .containsExactly(
                        tuple(id(0), FleetOutcome.Kind.ACCEPTED),
                        tuple(id(1), FleetOutcome.Kind.NOT_ATTEMPTED),
                        tuple(id(2), FleetOutcome.Kind.NOT_ATTEMPTED));
        assertThat(run.outcomes).extracting(FleetOutcome::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aCallThatWaitsForARetryEndsWithItsLatestFailure() {
        service.answering(arrival -> answered(arrival, 503, "Retry-After", "30"));
        FleetRecorder run = bench.run(ids(1), unthrottled().setStopWhen(stop));
        bench.advance(Duration.ofSeconds(1));
        stop.next(true);
        FleetOutcome.Refused refused = run.mustHaveCompleted().only(FleetOutcome.Refused.class);
        assertThat(refused.exception().getStatusCode()).isEqualTo(503);
        assertThat(refused.attempts()).isEqualTo(1);
        assertThat(bench.timer.pending()).isZero();
    }

    @Test
    void aCallThatWaitsAfterA429EndsWithIt() {
        service.answering(arrival -> answered(arrival, 429, "Retry-After", "1000"));
        FleetRecorder run = bench.run(ids(3), unthrottled().setConcurrency(1).setStopWhen(stop));
        stop.next(true);
        assertThat(run.mustHaveCompleted().kinds())
                .containsExactlyInAnyOrder(
                        FleetOutcome.Kind.REFUSED, FleetOutcome.Kind.NOT_ATTEMPTED, FleetOutcome.Kind.NOT_ATTEMPTED);
    }

    @Test
    void aConnectionThatFailedBeforeTheStopIsAFailure() {
        IOException reset = new IOException("reset");
        service.answering(arrival -> Mono.error(reset));
        FleetRecorder run = bench.run(ids(1), unthrottled().setStopWhen(stop));
        stop.next(true);
        assertThat(run.mustHaveCompleted().only(FleetOutcome.Failed.class).failure())
                .isSameAs(reset);
    }

    @Test
    void anAttemptInFlightThatFailsAfterTheStopIsNotRepeated() {
        service.answering(arrival -> service.late(Duration.ofSeconds(1), answered(arrival, 503)));
        FleetRecorder run = bench.run(ids(1), unthrottled().setStopWhen(stop));
        stop.next(true);
        bench.advance(Duration.ofMinutes(1));
        assertThat(run.mustHaveCompleted().only(FleetOutcome.Refused.class).attempts())
                .isEqualTo(1);
        assertThat(service.arrivals).hasSize(1);
    }

    @Test
    void notAttemptedRespectsTheSubscribersDemand() {
        FleetRecorder run = FleetRecorder.requestingNothing();
        bench.client()
                .reconnectAll(Flux.fromIterable(ids(1000)), unthrottled().setStopWhen(Mono.empty()))
                .subscribe(run);
        run.request(5);
        assertThat(run.kinds()).isEqualTo(Collections.nCopies(5, FleetOutcome.Kind.NOT_ATTEMPTED));
        run.request(Long.MAX_VALUE);
        assertThat(run.mustHaveCompleted().outcomes).hasSize(1000);
    }

    @Test
    void anErrorOfTheInputAfterTheStopIsStillEmitted() {
        TestPublisher<BackendId> input = TestPublisher.create();
        FleetRecorder run = bench.run(input, unthrottled().setStopWhen(stop));
        stop.complete();
        input.next(id(0)).error(new IOException("unreadable"));
        assertThat(run.kinds()).isEqualTo(Arrays.asList(FleetOutcome.Kind.NOT_ATTEMPTED));
        assertThat(run.error).hasMessage("unreadable");
    }
}
