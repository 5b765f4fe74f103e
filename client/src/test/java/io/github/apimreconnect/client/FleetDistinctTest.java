package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.id;
import static io.github.apimreconnect.client.FleetBench.unthrottled;
import static io.github.apimreconnect.client.FleetService.answered;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;

/** Backends that the input repeats. */
final class FleetDistinctTest {
    private final FleetBench bench = new FleetBench();
    private final FleetService service = bench.service;
    private final FleetOptions distinct = unthrottled().setDistinct(true);

    @Test
    void withoutItARepeatedBackendIsCalledEachTime() {
        FleetRecorder run = bench.runToTheEnd(List.of(id(0), id(0)), unthrottled());
        assertThat(service.arrivals).hasSize(2);
        assertThat(run.outcomes).hasSize(2);
    }

    @Test
    void aBackendRepeatedBeforeItsCallIsCalledOnce() {
        FleetRecorder run = bench.runToTheEnd(List.of(id(0), id(1), id(1), id(1)), distinct.setWriteBudget(1, 0.1));
        assertThat(service.ids()).containsExactly(id(0), id(1));
        assertThat(run.backends()).containsExactly(id(0), id(1), id(1), id(1));
        assertThat(run.outcomes).extracting(FleetOutcome::number).containsExactly(1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 2_000})
    void aBackendRepeatedBeforeDuringOrAfterItsAnswerIsCalledOnce(int millis) {
        service.answering(arrival -> service.late(Duration.ofSeconds(1), answered(arrival, 202)));
        TestPublisher<BackendId> input = TestPublisher.create();
        FleetRecorder run = bench.run(input, distinct);
        input.next(id(0));
        bench.advance(Duration.ofMillis(millis));
        input.next(id(0)).complete();
        bench.advance(Duration.ofSeconds(2));
        assertThat(service.arrivals).hasSize(1);
        assertThat(run.mustHaveCompleted().outcomes)
                .hasSize(2)
                .extracting(FleetOutcome::number)
                .containsExactly(1L, 2L);
        assertThat(run.outcomes)
                .extracting(outcome -> ((FleetOutcome.Accepted) outcome).ids())
                .containsOnly(((FleetOutcome.Accepted) run.outcomes.get(0)).ids());
    }

    @Test
    void aRepetitionMayDifferInCase() {
        BackendId upper =
                BackendId.of(id(0).subscription(), "RG", "SVC", id(0).backend().toUpperCase(Locale.ROOT));
        FleetRecorder run = bench.runToTheEnd(List.of(id(0), upper), distinct);
        assertThat(service.arrivals).hasSize(1);
        assertThat(run.outcomes)
                .extracting(outcome -> outcome.backend().toString())
                .containsExactly(id(0).toString(), id(0).toString());
    }

    @Test
    void aRefusalIsRepeatedAsWell() {
        service.answering(404);
        FleetRecorder run = bench.runToTheEnd(List.of(id(0), id(0)), distinct);
        assertThat(service.arrivals).hasSize(1);
        assertThat(run.kinds()).containsExactly(FleetOutcome.Kind.REFUSED, FleetOutcome.Kind.REFUSED);
    }

    @Test
    void aBackendRepeatedAfterAStopIsNotAttemptedEither() {
        TestPublisher<Boolean> stop = TestPublisher.create();
        TestPublisher<BackendId> input = TestPublisher.create();
        FleetRecorder run = bench.run(input, distinct.setStopWhen(stop));
        stop.complete();
        input.next(id(0), id(0), id(1)).complete();
        assertThat(run.mustHaveCompleted().kinds())
                .containsOnly(FleetOutcome.Kind.NOT_ATTEMPTED)
                .hasSize(3);
    }

    @Test
    void manyRepetitionsRespectTheSubscribersDemand() {
        FleetRecorder run = FleetRecorder.requestingNothing();
        bench.client()
                .reconnectAll(Flux.fromIterable(Collections.nCopies(1000, id(0))), distinct)
                .subscribe(run);
        run.request(10);
        assertThat(run.outcomes).hasSize(10);
        run.request(Long.MAX_VALUE);
        assertThat(run.mustHaveCompleted().outcomes).hasSize(1000);
        assertThat(service.arrivals).hasSize(1);
    }
}
