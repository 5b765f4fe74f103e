package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.id;
import static io.github.apimreconnect.client.FleetBench.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

final class FleetPlanTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "200, 0", "201, 100", "600, 40000", "3000, 280000"})
    void theTimeIsThatOfTheBucket(int backends, long millis) {
        assertThat(plan(ids(backends), new FleetOptions()).duration()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void theTimeOfAShareIsLonger() {
        FleetOptions half = new FleetOptions().setBudgetShare(0.5);
        assertThat(plan(ids(600), half).duration()).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void eachSubscriptionHasItsOwnPart() {
        Flux<BackendId> backends = Flux.concat(
                Flux.range(0, 300).map(n -> id(1, n)), Flux.range(0, 210).map(n -> id(2, n)), Flux.just(id(3, 0)));
        FleetPlan plan =
                FleetPlan.of(backends, new FleetOptions()).blockOptional().orElseThrow();
        assertThat(plan.subscriptions())
                .containsEntry(id(1, 0).subscription(), new FleetPlan.Subscription(300, Duration.ofSeconds(10)))
                .containsEntry(id(2, 0).subscription(), new FleetPlan.Subscription(210, Duration.ofSeconds(1)))
                .containsEntry(id(3, 0).subscription(), new FleetPlan.Subscription(1, Duration.ZERO))
                .hasSize(3);
        assertThat(plan.backends()).isEqualTo(511);
        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aSubscriptionIsTheSameInAnyCase() {
        String uuid = "abcdefab-d9cb-469f-a165-70867728950e";
        FleetPlan plan = plan(
                List.of(
                        BackendId.of(uuid, "rg", "svc", "a"),
                        BackendId.of(uuid.toUpperCase(Locale.ROOT), "rg", "svc", "b")),
                new FleetOptions());
        assertThat(plan.subscriptions()).containsOnlyKeys(uuid);
        assertThat(plan.backends()).isEqualTo(2);
    }

    @Test
    void aRepeatedBackendCountsOnceIfDistinct() {
        List<BackendId> repeated = List.of(id(0), id(1), id(0));
        assertThat(plan(repeated, new FleetOptions()).backends()).isEqualTo(3);
        assertThat(plan(repeated, new FleetOptions().setDistinct(true)).backends())
                .isEqualTo(2);
    }

    @Test
    void anEmptyFleetTakesNoTime() {
        FleetPlan plan = plan(List.of(), new FleetOptions());
        assertThat(plan.subscriptions()).isEmpty();
        assertThat(plan.backends()).isZero();
        assertThat(plan.duration()).isZero();
    }

    @Test
    void itCanBePlannedAgain() {
        Mono<FleetPlan> plan =
                FleetPlan.of(Flux.fromIterable(List.of(id(0), id(0))), new FleetOptions().setDistinct(true));
        assertThat(plan.blockOptional()).isEqualTo(plan.blockOptional());
    }

    @Test
    void anErrorOfTheInputIsThePlans() {
        IOException unreadable = new IOException("unreadable");
        StepVerifier.create(FleetPlan.of(Flux.error(unreadable), new FleetOptions()))
                .expectErrorSatisfies(e -> assertThat(e).isSameAs(unreadable))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void cancelingStopsReadingTheInput() {
        TestPublisher<BackendId> input = TestPublisher.create();
        FleetPlan.of(input, new FleetOptions()).subscribe().dispose();
        input.assertCancelled();
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without NullAway can do
    void aNullArgumentIsAnErrorThatNamesIt() {
        StepVerifier.create(FleetPlan.of(null, new FleetOptions()))
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("'backends' "))
                .verify(Duration.ofSeconds(10));
        StepVerifier.create(FleetPlan.of(Flux.empty(), null))
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("'options' "))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void itsMapCannotBeChanged() {
        FleetPlan plan = plan(ids(1), new FleetOptions());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> plan.subscriptions().clear());
    }

    private static FleetPlan plan(List<BackendId> backends, FleetOptions options) {
        return FleetPlan.of(Flux.fromIterable(backends), options)
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }
}
