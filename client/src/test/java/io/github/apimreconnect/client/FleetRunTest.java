package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.id;
import static io.github.apimreconnect.client.FleetBench.ids;
import static io.github.apimreconnect.client.FleetBench.unthrottled;
import static io.github.apimreconnect.client.FleetService.answered;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.util.context.Context;

/** The outcomes of a run: how many, which, and in which order. */
final class FleetRunTest {
    private static final long SEED = 20_261_122;

    private final FleetBench bench = new FleetBench();
    private final FleetService service = bench.service;

    @Test
    void tenThousandRandomAnswersGiveEachBackendItsOneOutcome() {
        Random random = new Random(SEED);
        Map<BackendId, FleetOutcome.Kind> expected = new HashMap<>();
        service.answering(arrival -> service.late(
                Duration.ofMillis(random.nextInt(200)), randomAnswer(arrival, random.nextInt(6), expected)));
        List<BackendId> backends = ids(10_000);
        FleetRecorder run = bench.runToTheEnd(backends, unthrottled());
        assertThat(run.backends()).as("seed %s", SEED).containsExactlyInAnyOrderElementsOf(backends);
        assertThat(run.outcomes)
                .as("seed %s", SEED)
                .allSatisfy(outcome ->
                        assertThat(outcome.kind()).as("%s", outcome).isEqualTo(expected.get(outcome.backend())));
        assertThat(expected.values()).contains(FleetOutcome.Kind.ACCEPTED, FleetOutcome.Kind.FAILED);
    }

    /** Answers at random, and notes the kind of outcome if this is the last attempt. */
    private Mono<HttpResponse> randomAnswer(
            FleetService.Arrival arrival, int chance, Map<BackendId, FleetOutcome.Kind> expected) {
        return switch (chance) {
            case 0 -> {
                expected.put(arrival.id(), FleetOutcome.Kind.REFUSED);
                yield answered(arrival, 404);
            }
            case 1 -> {
                expected.put(arrival.id(), FleetOutcome.Kind.REFUSED);
                yield answered(arrival, 500);
            }
            case 2 -> answered(arrival, 429, "Retry-After", "1");
            case 3 -> {
                expected.put(arrival.id(), FleetOutcome.Kind.FAILED);
                yield Mono.error(new IOException("reset"));
            }
            default -> {
                expected.put(arrival.id(), FleetOutcome.Kind.ACCEPTED);
                yield answered(arrival, 202);
            }
        };
    }

    @Test
    void aBackendThatFailsDoesNotEndTheOthers() {
        service.answering(arrival -> arrival.id().equals(id(1)) ? answered(arrival, 404) : answered(arrival, 202));
        FleetRecorder run = bench.runToTheEnd(ids(3), unthrottled());
        assertThat(run.kinds())
                .containsExactly(FleetOutcome.Kind.ACCEPTED, FleetOutcome.Kind.REFUSED, FleetOutcome.Kind.ACCEPTED);
    }

    @Test
    void anUnexpectedExceptionOfTheTransportIsAnOutcome() {
        service.answering(arrival -> {
            if (arrival.id().equals(id(0))) {
                throw new IllegalStateException("a defect");
            }
            return answered(arrival, 202);
        });
        FleetRecorder run = bench.runToTheEnd(ids(2), unthrottled());
        assertThat(run.outcomes.get(0))
                .isInstanceOfSatisfying(
                        FleetOutcome.Failed.class,
                        failed -> assertThat(failed.failure()).hasMessage("a defect"));
        assertThat(run.outcomes.get(1)).isInstanceOf(FleetOutcome.Accepted.class);
    }

    @Test
    void outcomesAreNumberedFromOneInOrderOfCompletion() {
        service.answering(arrival ->
                service.late(Duration.ofMillis(arrival.id().equals(id(0)) ? 90 : 10), answered(arrival, 202)));
        FleetRecorder run = bench.runToTheEnd(ids(50), unthrottled());
        assertThat(run.outcomes)
                .extracting(FleetOutcome::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(run.outcomes.get(49).backend()).isEqualTo(id(0));
    }

    @Test
    void backendsOfASubscriptionAreCalledInOrderOfArrival() {
        bench.runToTheEnd(ids(500), new FleetOptions().setConcurrency(7).setWriteBudget(10, 100));
        assertThat(service.ids()).isEqualTo(ids(500));
    }

    @Test
    void anAcceptedOutcomeHasTheIdsAndTheRemainingWrites() {
        service.answering(arrival -> answered(
                arrival,
                202,
                "x-ms-request-id",
                "request-1",
                "x-ms-correlation-request-id",
                "correlation-1",
                "x-ms-ratelimit-remaining-subscription-writes",
                "199"));
        FleetOutcome.Accepted accepted =
                bench.runToTheEnd(ids(1), unthrottled()).only(FleetOutcome.Accepted.class);
        String sent = service.arrivals.get(0).request().getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID);
        assertThat(accepted.ids()).isEqualTo(new FleetOutcome.RequestIds(sent, "request-1", "correlation-1"));
        assertThat(accepted.remainingWrites()).isEqualTo(199);
        assertThat(accepted.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "1.5", "99999999999"})
    void aHeaderThatIsNotANumberOfWritesIsIgnored(String remaining) {
        service.answering(arrival -> answered(arrival, 202, "x-ms-ratelimit-remaining-subscription-writes", remaining));
        FleetRecorder run = bench.runToTheEnd(ids(20), unthrottled());
        assertThat(run.outcomes)
                .hasSize(20)
                .allSatisfy(outcome -> assertThat(((FleetOutcome.Accepted) outcome).remainingWrites())
                        .isNull());
    }

    @Test
    void anOutcomeTellsHowLongTheCallTookAndHowLongTheBucketHeldItUp() {
        service.answering(arrival -> service.late(Duration.ofMillis(100), answered(arrival, 202)));
        FleetRecorder run = bench.runToTheEnd(ids(2), new FleetOptions().setWriteBudget(1, 0.1));
        assertThat(run.outcomes).extracting(FleetOutcome::elapsed).containsOnly(Duration.ofMillis(100));
        assertThat(run.outcomes.get(0).waited()).isZero();
        assertThat(run.outcomes.get(1).waited()).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_200));
    }

    @Test
    void anEmptyInputCompletesWithoutOutcomes() {
        assertThat(bench.runToTheEnd(Flux.empty(), unthrottled()).outcomes).isEmpty();
    }

    @Test
    void anErrorOfTheInputComesAfterTheOutcomesOfWhatCameBefore() {
        service.answering(arrival -> service.late(Duration.ofSeconds(1), answered(arrival, 202)));
        IOException unreadable = new IOException("unreadable");
        FleetRecorder run = bench.run(
                Flux.fromIterable(ids(5)).concatWith(Flux.error(unreadable)),
                new FleetOptions().setWriteBudget(2, 0.1));
        assertThat(run.hasEnded()).isFalse();
        bench.advance(Duration.ofMinutes(2));
        assertThat(run.backends()).isEqualTo(ids(5));
        assertThat(run.error).isSameAs(unreadable);
    }

    @Test
    void nothingHappensBeforeTheSubscription() {
        TestPublisher<BackendId> input = TestPublisher.create();
        bench.client().reconnectAll(input, unthrottled());
        input.assertWasNotSubscribed();
        assertThat(bench.timer.pending()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without NullAway can do
    void aNullArgumentIsAnErrorThatNamesIt() {
        FleetRecorder backends = bench.client().reconnectAll(null).subscribeWith(new FleetRecorder());
        assertThat(backends.error).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("'backends' ");
        FleetRecorder options = bench.client().reconnectAll(Flux.empty(), null).subscribeWith(new FleetRecorder());
        assertThat(options.error).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("'options' ");
    }

    @Test
    void eachSubscriptionIsARunOfItsOwn() {
        Flux<FleetOutcome> outcomes = bench.client().reconnectAll(Flux.fromIterable(ids(3)), unthrottled());
        FleetRecorder first = outcomes.subscribeWith(new FleetRecorder());
        FleetRecorder second = outcomes.subscribeWith(new FleetRecorder());
        assertThat(service.arrivals).hasSize(6);
        assertThat(first.outcomes).extracting(FleetOutcome::number).containsExactly(1L, 2L, 3L);
        assertThat(second.outcomes).extracting(FleetOutcome::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRunHasTheOptionsAsTheyAreWhenItIsSubscribedTo() {
        FleetOptions options = unthrottled().setAfter(Duration.ofSeconds(1));
        Flux<FleetOutcome> outcomes = bench.client().reconnectAll(Flux.fromIterable(ids(2)), options);
        options.setAfter(Duration.ofSeconds(2)).setWriteBudget(1, 0.1);
        outcomes.subscribe();
        options.setAfter(Duration.ofSeconds(3));
        bench.advance(Duration.ofMinutes(1));
        assertThat(service.arrivals)
                .hasSize(2)
                .extracting(arrival -> String.valueOf(arrival.request().getBodyAsBinaryData()))
                .containsOnly("{\"properties\":{\"after\":\"PT2S\"}}");
    }

    @Test
    void theSubscribersContextReachesTheCallsAndTheInput() {
        List<String> seen = new ArrayList<>();
        service.answering(arrival -> Mono.deferContextual(context -> {
            seen.add(context.get("who"));
            return answered(arrival, 202);
        }));
        Flux<BackendId> input = Flux.deferContextual(context -> {
            seen.add("input of " + context.get("who"));
            return Flux.fromIterable(ids(2));
        });
        bench.client()
                .reconnectAll(input, unthrottled())
                .subscribe(new FleetRecorder(Long.MAX_VALUE, Context.of("who", "operator")));
        assertThat(seen).containsExactly("input of operator", "operator", "operator");
    }

    @Test
    void aPipelineOfTheCallersOwnIsAlsoPaced() {
        FleetRecorder run = bench.builder()
                .pipeline(new HttpPipelineBuilder().httpClient(service).build())
                .buildAsyncClient()
                .reconnectAll(Flux.fromIterable(ids(30)), new FleetOptions().setWriteBudget(10, 1))
                .subscribeWith(new FleetRecorder());
        assertThat(service.arrivals).hasSizeLessThanOrEqualTo(10);
        bench.advance(Duration.ofSeconds(10));
        assertThat(service.arrivals).hasSizeBetween(18, 20);
        bench.advance(Duration.ofSeconds(12));
        assertThat(run.mustHaveCompleted().count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(30);
    }

    @Test
    void aHundredThousandCallsThatCompleteAtOnceDoNotOverflowTheStack() {
        AtomicInteger sent = new AtomicInteger();
        BackendReconnectAsyncClient client = bench.builder()
                .httpClient(request -> {
                    sent.incrementAndGet();
                    return answered(new FleetService.Arrival(id(0), Duration.ZERO, request), 202);
                })
                .buildAsyncClient();
        AtomicInteger outcomes = new AtomicInteger();
        client.reconnectAll(Flux.range(0, 100_000).map(FleetBench::id), unthrottled())
                .subscribe(outcome -> outcomes.incrementAndGet());
        assertThat(outcomes).hasValue(100_000);
        assertThat(sent).hasValue(100_000);
    }

    @Test
    void callsThatAllWaitForARetryDoNotStopTheRun() {
        service.answering(arrival -> service.late(
                Duration.ofMillis(10),
                service.sentTo(arrival.id()) == 1
                        ? answered(arrival, 503, "Retry-After", "30")
                        : answered(arrival, 202)));
        List<BackendId> backends =
                IntStream.range(0, 20 * 50).mapToObj(i -> id(i % 50, i)).toList();
        FleetRecorder run = bench.runToTheEnd(backends, unthrottled().setConcurrency(8));
        assertThat(run.count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(1000);
    }
}
