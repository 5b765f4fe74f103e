package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.ids;
import static io.github.apimreconnect.client.FleetBench.unthrottled;
import static io.github.apimreconnect.client.FleetService.answered;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Attempts of a call in a run: 429s, retries, permits and the total timeout. */
final class FleetThrottlingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FleetBench bench = new FleetBench();
    private final FleetService service = bench.service;

    @Test
    void a429IsNotAFailedAttempt() {
        service.answering(arrival ->
                service.arrivals.size() <= 10 ? answered(arrival, 429, "Retry-After", "1") : answered(arrival, 202));
        FleetOutcome.Accepted accepted =
                bench.runToTheEnd(ids(1), unthrottled()).only(FleetOutcome.Accepted.class);
        assertThat(accepted.attempts()).isEqualTo(11);
    }

    @Test
    void failuresBetween429sAreStillLimited() {
        service.answering(arrival ->
                service.arrivals.size() % 2 == 0 ? answered(arrival, 429, "Retry-After", "1") : answered(arrival, 503));
        FleetOutcome.Refused refused = bench.runToTheEnd(ids(1), unthrottled()).only(FleetOutcome.Refused.class);
        assertThat(refused.exception().getStatusCode()).isEqualTo(503);
        assertThat(refused.attempts()).isEqualTo(9);
    }

    @Test
    void aCallIsNotSentAgainBeforeItsRetryAfterIsOver() {
        service.answering(arrival ->
                service.arrivals.size() == 1 ? answered(arrival, 429, "Retry-After", "17") : answered(arrival, 202));
        bench.run(ids(1), unthrottled());
        bench.advance(Duration.ofMillis(16_999));
        assertThat(service.arrivals).hasSize(1);
        bench.advance(Duration.ofMillis(1));
        assertThat(service.arrivals).hasSize(2);
    }

    @Test
    void retryAfterZeroIsNotAHotLoop() {
        service.answering(arrival -> answered(arrival, 429, "Retry-After", "0"));
        bench.run(ids(1), unthrottled());
        bench.advance(Duration.ofMinutes(1));
        assertThat(service.arrivals).hasSizeBetween(30, 61);
    }

    @Test
    void a429WithoutRetryAfterIsNotAHotLoop() {
        service.answering(arrival -> answered(arrival, 429));
        bench.run(ids(1), unthrottled());
        bench.advance(Duration.ofMinutes(1));
        assertThat(service.arrivals).hasSizeBetween(30, 61);
    }

    @Test
    void aCallThrottledForLongerThanHalfAnHourIsRefused() {
        service.answering(arrival -> answered(arrival, 429, "Retry-After", "10"));
        FleetRecorder run = bench.run(ids(1), unthrottled());
        bench.advance(Duration.ofMinutes(30));
        assertThat(run.outcomes).isEmpty();
        bench.advance(Duration.ofMinutes(1));
        FleetOutcome.Refused refused = run.mustHaveCompleted().only(FleetOutcome.Refused.class);
        assertThat(refused.exception().getStatusCode()).isEqualTo(429);
        assertThat(refused.attempts()).isEqualTo(service.arrivals.size()).isGreaterThan(100);
    }

    @Test
    void aLongRetryAfterIsWaitedFor() {
        service.answering(arrival ->
                service.arrivals.size() == 1 ? answered(arrival, 429, "Retry-After", "3600") : answered(arrival, 202));
        bench.runToTheEnd(ids(3), unthrottled().setConcurrency(1))
                .outcomes
                .forEach(outcome -> assertThat(outcome).isInstanceOf(FleetOutcome.Accepted.class));
        assertThat(service.arrivals.get(1).at()).isEqualTo(Duration.ofHours(1));
    }

    /** Longer than a long of nanoseconds; just shorter, so that adding it to the time overflows; and 3,000 years. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE / 1000, Long.MAX_VALUE / 1_000_000_000, 99_999_999_999L})
    void aHugeRetryAfterDoesNotEndTheRun(long seconds) {
        bench.advance(Duration.ofMinutes(1));
        service.answering(arrival -> service.arrivals.size() == 1
                ? answered(arrival, 429, "Retry-After", String.valueOf(seconds))
                : answered(arrival, 202));
        FleetRecorder run = bench.run(ids(2), unthrottled().setConcurrency(1));
        bench.advance(Duration.ofDays(1));
        assertThat(run.error).isNull();
        assertThat(service.arrivals).hasSize(1);
    }

    @Test
    void waitingForTheBucketDoesNotCountTowardTheTotalTimeout() {
        service.answering(503);
        FleetRecorder run = bench.builder()
                .totalTimeout(SECOND)
                .buildAsyncClient()
                .reconnectAll(Flux.fromIterable(ids(2)), oneAMinute())
                .subscribeWith(new FleetRecorder());
        bench.advance(Duration.ofMinutes(10));
        assertThat(run.mustHaveCompleted().outcomes)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(FleetOutcome.Accepted.class));
        assertThat(service.arrivals.get(1).at()).isGreaterThan(Duration.ofSeconds(50));
    }

    @Test
    void waitingAfterA429DoesNotCountTowardTheTotalTimeout() {
        service.answering(arrival ->
                service.arrivals.size() == 1 ? answered(arrival, 429, "Retry-After", "60") : answered(arrival, 202));
        FleetRecorder run = bench.builder()
                .totalTimeout(SECOND)
                .buildAsyncClient()
                .reconnectAll(Flux.fromIterable(ids(1)), unthrottled())
                .subscribeWith(new FleetRecorder());
        bench.advance(Duration.ofMinutes(2));
        assertThat(run.mustHaveCompleted().only(FleetOutcome.Accepted.class).attempts())
                .isEqualTo(2);
    }

    @Test
    void aSlowResponseCountsTowardTheTotalTimeout() {
        service.answering(arrival -> Mono.never());
        FleetRecorder run = bench.builder()
                .totalTimeout(SECOND)
                .buildAsyncClient()
                .reconnectAll(Flux.fromIterable(ids(1)), unthrottled())
                .subscribeWith(new FleetRecorder());
        bench.advance(Duration.ofMillis(999));
        assertThat(run.outcomes).isEmpty();
        bench.advance(Duration.ofMillis(1));
        FleetOutcome.Failed failed = run.mustHaveCompleted().only(FleetOutcome.Failed.class);
        assertThat(failed.failure()).isInstanceOf(TimeoutException.class);
        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(service.cancelled).isEqualTo(1);
    }

    @Test
    void slowResponsesAddUpToTheTotalTimeout() {
        service.answering(arrival -> service.late(Duration.ofMillis(700), answered(arrival, 429, "Retry-After", "5")));
        FleetRecorder run = bench.builder()
                .totalTimeout(SECOND)
                .buildAsyncClient()
                .reconnectAll(Flux.fromIterable(ids(1)), unthrottled())
                .subscribeWith(new FleetRecorder());
        bench.advance(Duration.ofSeconds(7));
        assertThat(run.mustHaveCompleted().only(FleetOutcome.Failed.class).failure())
                .isInstanceOf(TimeoutException.class);
        assertThat(service.arrivals).hasSize(2);
    }

    @Test
    void theBackoffOfARetryCountsTowardTheTotalTimeout() {
        service.answering(503, 503, 503, 503);
        FleetRecorder run = bench.builder()
                .totalTimeout(SECOND)
                .buildAsyncClient()
                .reconnectAll(Flux.fromIterable(ids(1)), unthrottled())
                .subscribeWith(new FleetRecorder());
        bench.advance(Duration.ofMinutes(1));
        FleetOutcome.Refused refused = run.mustHaveCompleted().only(FleetOutcome.Refused.class);
        assertThat(refused.exception()).hasMessageContaining("would exceed the total timeout");
        assertThat(refused.attempts()).isEqualTo(2);
    }

    @Test
    void allAttemptsOfACallHaveTheSameClientRequestId() {
        service.answering(503, 429, 503);
        FleetOutcome.Accepted accepted =
                bench.runToTheEnd(ids(1), unthrottled()).only(FleetOutcome.Accepted.class);
        assertThat(service.arrivals)
                .hasSize(4)
                .extracting(arrival -> arrival.request().getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID))
                .containsOnly(accepted.ids().client());
    }

    @Test
    void earlierFailuresAreAttachedAsForASingleCall() {
        IOException reset = new IOException("reset");
        service.answering(arrival -> switch (service.arrivals.size()) {
            case 1 -> answered(arrival, 503);
            case 2 -> Mono.error(reset);
            default -> answered(arrival, 404);
        });
        FleetOutcome.Refused refused = bench.runToTheEnd(ids(1), unthrottled()).only(FleetOutcome.Refused.class);
        assertThat(refused.exception().getSuppressed()).hasSize(2);
        assertThat(refused.exception().getSuppressed()[0]).hasMessageStartingWith("503 ");
        assertThat(refused.exception().getSuppressed()[1]).isSameAs(reset);
        assertThat(refused.attempts()).isEqualTo(3);
    }

    private static FleetOptions oneAMinute() {
        return new FleetOptions().setWriteBudget(1, 1 / 60.0);
    }
}
