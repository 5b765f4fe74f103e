package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.management.exception.ManagementError;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collector;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class FleetSummaryTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void outcomesAreCountedByKind() {
        FleetSummary summary =
                summaryOf(accepted(1, 1), accepted(2, 1), refused("NotFound"), failed(new IOException()), skipped());
        assertThat(summary.count(FleetOutcome.Kind.ACCEPTED)).isEqualTo(2);
        assertThat(summary.count(FleetOutcome.Kind.REFUSED)).isEqualTo(1);
        assertThat(summary.count(FleetOutcome.Kind.FAILED)).isEqualTo(1);
        assertThat(summary.count(FleetOutcome.Kind.NOT_ATTEMPTED)).isEqualTo(1);
        assertThat(summary.total()).isEqualTo(5);
    }

    @Test
    void refusalsAreCountedByCodeAndFailuresByClass() {
        FleetSummary summary = summaryOf(
                refused("NotFound"), refused("NotFound"), refused("Forbidden"), failed(new TimeoutException()));
        assertThat(summary.codes()).isEqualTo(Map.of("NotFound", 2L, "Forbidden", 1L, "TimeoutException", 1L));
    }

    @Test
    void aRefusalWithoutACodeIsAnUnexpectedResponse() {
        assertThat(summaryOf(refused(null)).codes())
                .containsOnly(Map.entry(BackendReconnectException.UNEXPECTED_RESPONSE, 1L));
    }

    @Test
    void codesBeyondAHundredAreOneEntry() {
        FleetSummary summary = summaryOf(IntStream.range(0, 150).mapToObj(i -> refused("Code" + i)));
        assertThat(summary.codes()).hasSize(101).containsEntry("Code99", 1L).containsEntry(FleetSummary.OTHER, 50L);
    }

    @Test
    void aCodeThatIsKnownIsCountedAlsoAfterTheHundredth() {
        FleetSummary summary = summaryOf(
                Stream.concat(IntStream.range(0, 150).mapToObj(i -> refused("Code" + i)), Stream.of(refused("Code7"))));
        assertThat(summary.codes()).containsEntry("Code7", 2L);
    }

    @Test
    void theSlowestIsTheFirstOfTheLongest() {
        FleetOutcome longest = accepted(7, 1);
        assertThat(summaryOf(accepted(1, 1), longest, accepted(7, 1), accepted(3, 1))
                        .slowest())
                .isSameAs(longest);
    }

    @Test
    void attemptsAndWaitsAreAddedUp() {
        FleetSummary summary = summaryOf(accepted(1, 3), accepted(2, 4), skipped());
        assertThat(summary.attempts()).isEqualTo(7);
        assertThat(summary.waited()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void itsTimeIsThatOfTheRun() {
        FleetSummary summary = Flux.just(accepted(1, 30), accepted(2, 10))
                .doOnNext(outcome -> nanos.addAndGet(2_000_000_000))
                .collect(FleetSummary.collector(nanos::get))
                .blockOptional()
                .orElseThrow();
        assertThat(summary.elapsed()).isEqualTo(Duration.ofSeconds(4));
        assertThat(summary.writesPerSecond()).isEqualTo(10);
    }

    @Test
    void eachSubscriptionHasItsOwnSums() {
        Mono<FleetSummary> summary = Flux.just(accepted(1, 1)).collect(FleetSummary.collector(nanos::get));
        assertThat(summary.blockOptional()).isEqualTo(summary.blockOptional());
    }

    @Test
    void anEmptyRunHasASummary() {
        FleetSummary summary = summaryOf();
        assertThat(summary.total()).isZero();
        assertThat(summary.slowest()).isNull();
        assertThat(summary.writesPerSecond()).isZero();
        assertThat(summary.waited()).isZero();
        assertThat(summary.isAllAccepted()).isTrue();
    }

    @Test
    void aSummaryWithoutCountsCanBeCreated() {
        FleetSummary summary = new FleetSummary(Map.of(), Map.of(), null, 0, Duration.ZERO, Duration.ZERO);
        assertThat(summary.total()).isZero();
        assertThat(summary).isEqualTo(summaryOf());
    }

    @Test
    void allAreAcceptedOnlyIfNoneIsNot() {
        assertThat(summaryOf(accepted(1, 1), accepted(1, 1)).isAllAccepted()).isTrue();
        assertThat(summaryOf(accepted(1, 1), refused("NotFound")).isAllAccepted())
                .isFalse();
        assertThat(summaryOf(accepted(1, 1), failed(new IOException())).isAllAccepted())
                .isFalse();
        assertThat(summaryOf(accepted(1, 1), skipped()).isAllAccepted()).isFalse();
    }

    @Test
    void partsThatAreCollectedApartAreAddedUp() {
        List<FleetOutcome> first = List.of(accepted(1, 1), refused("NotFound"), skipped());
        List<FleetOutcome> second = List.of(accepted(9, 2), refused("NotFound"), failed(new IOException()));
        FleetSummary whole = summaryOf(Stream.concat(first.stream(), second.stream()));
        assertThat(combined(FleetSummary.collector(nanos::get), first, second)).isEqualTo(whole);
    }

    @Test
    void aPartWithoutOutcomesChangesNothing() {
        List<FleetOutcome> outcomes = List.of(accepted(1, 1), refused("NotFound"));
        FleetSummary whole = summaryOf(outcomes.stream());
        assertThat(combined(FleetSummary.collector(nanos::get), outcomes, List.of()))
                .isEqualTo(whole);
        assertThat(combined(FleetSummary.collector(nanos::get), List.of(), outcomes))
                .isEqualTo(whole);
    }

    @Test
    void itsMapsCannotBeChanged() {
        FleetSummary summary = summaryOf(accepted(1, 1), refused("NotFound"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> summary.counts().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> summary.codes().clear());
    }

    @Test
    void kindsHaveTheNamesOfText() {
        assertThat(Arrays.stream(FleetOutcome.Kind.values()).map(String::valueOf))
                .containsExactly("accepted", "refused", "failed", "not-attempted");
    }

    private static <A> FleetSummary combined(
            Collector<FleetOutcome, A, FleetSummary> collector, List<FleetOutcome> first, List<FleetOutcome> second) {
        A one = collector.supplier().get();
        first.forEach(outcome -> collector.accumulator().accept(one, outcome));
        A other = collector.supplier().get();
        second.forEach(outcome -> collector.accumulator().accept(other, outcome));
        return collector.finisher().apply(collector.combiner().apply(one, other));
    }

    private FleetSummary summaryOf(FleetOutcome... outcomes) {
        return summaryOf(Arrays.stream(outcomes));
    }

    private FleetSummary summaryOf(Stream<FleetOutcome> outcomes) {
        return outcomes.collect(FleetSummary.collector(nanos::get));
    }

    /** An outcome that waited a second. */
    private static FleetOutcome accepted(long seconds, int attempts) {
        return new FleetOutcome.Accepted(
                id(0),
                1,
                new FleetOutcome.RequestIds("client", null, null),
                null,
                attempts,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(1));
    }

    private static FleetOutcome refused(@Nullable String code) {
        HttpRequest request = new HttpRequest(HttpMethod.POST, "https://localhost");
        BackendReconnectException exception = new BackendReconnectException(
                new ReconnectAttempts(id(0), 0),
                new CannedResponse(request, 404, new HttpHeaders(), Flux.empty()),
                new ManagementError(code, "message"),
                Optional.empty());
        return new FleetOutcome.Refused(id(0), 1, exception, Duration.ZERO, Duration.ZERO);
    }

    private static FleetOutcome failed(Throwable failure) {
        return new FleetOutcome.Failed(id(0), 1, failure, 1, Duration.ZERO, Duration.ZERO);
    }

    private static FleetOutcome skipped() {
        return new FleetOutcome.NotAttempted(id(0), 1);
    }
}
