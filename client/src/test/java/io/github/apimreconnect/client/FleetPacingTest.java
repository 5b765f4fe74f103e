package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.id;
import static io.github.apimreconnect.client.FleetBench.ids;
import static io.github.apimreconnect.client.FleetBench.unthrottled;
import static io.github.apimreconnect.client.FleetService.answered;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The pace of a run: buckets, the limit of requests in flight, and what subscriptions take from each other. */
final class FleetPacingTest {
    private static final long SEED = 20_261_122;
    private static final FleetOptions PUBLISHED = new FleetOptions();

    private final FleetBench bench = new FleetBench();
    private final FleetService service = bench.service;
    private final Random random = new Random(SEED);
    private final Map<String, ReferenceBucket> buckets = new HashMap<>();
    private int throttled;

    @Test
    void sixHundredBackendsTakeTheTimeOfTheBucketWithoutA429() {
        throttling(200, 10);
        FleetRecorder run = bench.run(ids(600), PUBLISHED);
        bench.advance(Duration.ofSeconds(43));
        assertThat(run.mustHaveCompleted().count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(600);
        assertThat(throttled).as("429s, seed %s", SEED).isZero();
    }

    @Test
    void aBucketHalfAsLargeAsBelievedIsFoundOut() {
        throttling(100, 5);
        FleetRecorder run = bench.run(ids(600), PUBLISHED);
        bench.advance(Duration.ofMinutes(2));
        assertThat(run.mustHaveCompleted().count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(600);
        assertThat(throttled).as("429s, seed %s", SEED).isLessThanOrEqualTo(30);
    }

    @Test
    void fiftySubscriptionsTakeTheTimeOfTheSlowest() {
        throttling(10, 10);
        List<BackendId> backends = new ArrayList<>();
        IntStream.range(0, 50).forEach(s -> IntStream.range(0, 5 * (s + 1)).forEach(n -> backends.add(id(s, n))));
        Collections.shuffle(backends, random);
        FleetRecorder run = bench.run(backends, new FleetOptions().setWriteBudget(10, 10));
        double slowest = (250 - 10) / 10.0;
        bench.advance(Duration.ofMillis(Math.round(slowest * 1.1 * 1000)));
        assertThat(run.mustHaveCompleted().count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(backends.size());
    }

    @Test
    void aPausedSubscriptionTakesNoSlotFromAnother() {
        service.answering(arrival -> arrival.id().subscription().equals(id(0, 0).subscription())
                ? answered(arrival, 429, "Retry-After", "1000")
                : service.late(Duration.ofMillis(10), answered(arrival, 202)));
        List<BackendId> backends = new ArrayList<>();
        IntStream.range(0, 300).forEach(n -> backends.add(id(0, n)));
        IntStream.range(0, 300).forEach(n -> backends.add(id(1, n)));
        FleetRecorder run = bench.run(backends, unthrottled().setConcurrency(2));
        bench.advance(Duration.ofSeconds(2));
        assertThat(run.outcomes)
                .hasSize(300)
                .allSatisfy(
                        outcome -> assertThat(outcome.backend().subscription()).isEqualTo(id(1, 0).subscription()));
    }

    @Test
    void callsThatWaitForARetryTakeNoSlotFromOthers() {
        service.answering(arrival -> arrival.id().subscription().equals(id(0, 0).subscription())
                ? answered(arrival, 503, "Retry-After", "100")
                : service.late(Duration.ofMillis(10), answered(arrival, 202)));
        List<BackendId> backends = new ArrayList<>();
        IntStream.range(0, 50).forEach(n -> backends.add(id(0, n)));
        IntStream.range(0, 50).forEach(n -> backends.add(id(1, n)));
        FleetRecorder run = bench.run(backends, unthrottled().setConcurrency(2));
        bench.advance(Duration.ofSeconds(1));
        assertThat(run.count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(50);
    }

    @Test
    void subscriptionsTakeTurns() {
        service.answering(arrival -> service.late(Duration.ofMillis(10), answered(arrival, 202)));
        List<BackendId> backends = new ArrayList<>();
        IntStream.range(0, 30).forEach(n -> backends.add(id(0, n)));
        IntStream.range(0, 30).forEach(n -> backends.add(id(1, n)));
        bench.runToTheEnd(backends, unthrottled().setConcurrency(40));
        long ofTheSecond = service.ids().subList(40, 55).stream()
                .filter(id -> id.subscription().equals(id(1, 0).subscription()))
                .count();
        assertThat(ofTheSecond).isGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    void noMoreRequestsAreInFlightThanAllowed(int concurrency) {
        service.answering(arrival -> service.late(
                Duration.ofMillis(random.nextInt(100)),
                random.nextInt(10) == 0 ? answered(arrival, 503) : answered(arrival, 202)));
        bench.runToTheEnd(ids(1000), unthrottled().setConcurrency(concurrency));
        assertThat(service.mostInFlight).as("seed %s", SEED).isEqualTo(concurrency);
    }

    @Test
    void retriesTakePermits() {
        service.answering(
                arrival -> service.sentTo(arrival.id()) < 3 ? answered(arrival, 503) : answered(arrival, 202));
        FleetRecorder run = bench.run(ids(20), new FleetOptions().setWriteBudget(5, 1));
        for (int second = 0; second < 60; second++) {
            assertThat(service.arrivals).as("after %s s", second).hasSizeLessThanOrEqualTo(5 + second);
            bench.advance(Duration.ofSeconds(1));
        }
        assertThat(run.mustHaveCompleted().count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(20);
        assertThat(service.arrivals).hasSize(60);
    }

    @Test
    void aShareLeavesTheRestOfTheBucketToOthers() {
        bench.run(ids(500), new FleetOptions().setBudgetShare(0.5));
        bench.advance(Duration.ofSeconds(20));
        assertThat(service.arrivals).hasSizeBetween(195, 200);
    }

    @Test
    void beforeTheFirstResponseOnlyTheRefillOfASecondIsSent() {
        service.answering(arrival -> service.late(Duration.ofSeconds(5), answered(arrival, 202)));
        bench.run(ids(100), PUBLISHED);
        bench.advance(Duration.ofMillis(4_999));
        assertThat(service.arrivals).hasSize(10);
        bench.advance(Duration.ofMillis(1));
        assertThat(service.arrivals).hasSizeGreaterThan(60);
    }

    @Test
    void aSubscriptionThatComesBackFindsItsBucketAsItLeftIt() {
        List<BackendId> backends = new ArrayList<>(ids(10));
        bench.client()
                .reconnectAll(
                        Flux.concat(
                                Flux.fromIterable(backends),
                                Mono.delay(Duration.ofSeconds(4), bench.timer).then(Mono.empty()),
                                Flux.fromIterable(backends)),
                        new FleetOptions().setWriteBudget(10, 1))
                .subscribe();
        bench.advance(Duration.ofSeconds(6));
        assertThat(service.arrivals.size()).isLessThanOrEqualTo(10 + 6);
    }

    private void throttling(int capacity, double refill) {
        service.answering(arrival -> service.late(
                Duration.ofMillis(random.nextInt(50)),
                Mono.defer(() ->
                        service.late(Duration.ofMillis(random.nextInt(50)), decided(arrival, capacity, refill)))));
    }

    private Mono<HttpResponse> decided(FleetService.Arrival arrival, int capacity, double refill) {
        ReferenceBucket bucket = buckets.computeIfAbsent(
                arrival.id().subscription(), subscription -> new ReferenceBucket(capacity, refill));
        long now = bench.timer.now().toNanos();
        if (bucket.take(now)) {
            return answered(
                    arrival,
                    202,
                    "x-ms-ratelimit-remaining-subscription-writes",
                    String.valueOf(bucket.remaining(now)));
        }
        throttled++;
        return answered(arrival, 429, "Retry-After", String.valueOf(bucket.retryAfterSeconds(now)));
    }
}
