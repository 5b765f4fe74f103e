package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Fleets at the pace of the mock's write buckets: how close they come to it, and how often they exceed it. */
final class FleetLoadIT {
    private static final FleetScale SCALE = FleetScale.current();
    private static final int SUBSCRIPTIONS = 50;
    private static final long SEED = 20261123;

    /** By the bucket's arithmetic, for the largest subscription. */
    private static final double SECONDS = (double) (SCALE.backends() - SCALE.capacity()) / SCALE.refill();

    @BeforeAll
    static void loadClasses() {
        try (MockArm mock = mock(1)) {
            FleetRound.run(mock, FleetIds.spread(500, SCALE.capacity()), believed());
        }
    }

    @Test
    void oneSubscriptionTakesFivePercentLongerThanItsBucketAtMost() throws IOException {
        try (MockArm mock = mock(1)) {
            FleetRound round = FleetRound.run(mock, FleetIds.in(0, SCALE.backends()), believed());
            round.report("Fleet: one subscription")
                    .line("%.2f s; by the arithmetic of %s %.2f s.", round.seconds(), SCALE.throttle(1), SECONDS)
                    .write();
            assertAllAccepted(round);
            assertThat(round.seconds()).isLessThanOrEqualTo(1.05 * SECONDS);
            assertThat(round.throttledShare()).as("share of 429").isLessThanOrEqualTo(0.01);
        }
    }

    @Test
    void aBucketHalfAsLargeAsBelievedIsRarelyFoundEmpty() throws IOException {
        try (MockArm mock = mock(0.5)) {
            int backends = SCALE.backends() / 3;
            FleetRound round = FleetRound.run(mock, FleetIds.in(0, backends), believed());
            round.report("Fleet: a bucket half as large as believed")
                    .line(
                            "%.2f s; by the arithmetic of %s %.2f s.",
                            round.seconds(),
                            SCALE.throttle(0.5),
                            (backends - 0.5 * SCALE.capacity()) / (0.5 * SCALE.refill()))
                    .write();
            assertAllAccepted(round);
            assertThat(round.throttledShare()).as("share of 429").isLessThanOrEqualTo(0.05);
        }
    }

    @Test
    @SuppressWarnings("try") // the other client writes until it is closed
    void aBucketOfWhichAnotherClientTakesAThirdIsRarelyFoundEmpty() throws IOException {
        double others = SCALE.refill() / 3.0;
        try (MockArm mock = mock(1);
                OtherClient other = new OtherClient(mock.httpEndpoint(), FleetIds.of(0, 0), others)) {
            int backends = SCALE.backends() / 2;
            FleetRound round = FleetRound.run(mock, FleetIds.in(0, backends), believed());
            round.report("Fleet: another client takes a third of the bucket")
                    .line(
                            "%.2f s; by the arithmetic of what is left %.2f s. The other client was accepted %,d times.",
                            round.seconds(),
                            (backends - SCALE.capacity()) / (SCALE.refill() - others),
                            other.accepted())
                    .write();
            assertAllAccepted(round);
            assertThat(round.throttledShare()).as("share of 429").isLessThanOrEqualTo(0.05);
        }
    }

    @Test
    void manySubscriptionsTakeTenPercentLongerThanTheSlowestAtMost() throws IOException {
        List<BackendId> fleet = manySubscriptions();
        Collections.shuffle(fleet, new Random(SEED));
        runManySubscriptions("mixed", fleet);
    }

    @Test
    void aListSortedBySubscriptionTakesNoLonger() throws IOException {
        runManySubscriptions("the largest one last", manySubscriptions());
    }

    private static List<BackendId> manySubscriptions() {
        List<BackendId> fleet = new ArrayList<>();
        for (int i = 1; i <= SUBSCRIPTIONS; i++) {
            FleetIds.in(i, Math.max(1, SCALE.backends() * i * i / (SUBSCRIPTIONS * SUBSCRIPTIONS)))
                    .subscribe(fleet::add);
        }
        return fleet;
    }

    private static void runManySubscriptions(String order, List<BackendId> fleet) throws IOException {
        try (MockArm mock = mock(1)) {
            FleetRound round = FleetRound.run(mock, Flux.fromIterable(fleet), believed());
            round.report("Fleet: " + SUBSCRIPTIONS + " subscriptions at once, " + order)
                    .line("%.2f s; by the arithmetic of the slowest %.2f s.", round.seconds(), SECONDS)
                    .write();
            assertAllAccepted(round);
            assertThat(round.seconds()).isLessThanOrEqualTo(1.1 * SECONDS);
            assertThat(round.throttledShare()).as("share of 429").isLessThanOrEqualTo(0.01);
        }
    }

    @Test
    void aSubscriptionThatWaitsForItsBucketDoesNotHoldUpAnother() throws IOException {
        int perSecond = SCALE.refill() / 2;
        int seconds = (int) SECONDS / 2;
        Flux<BackendId> arriving = Flux.interval(Duration.ofSeconds(1).dividedBy(perSecond))
                .take((long) seconds * perSecond)
                .onBackpressureBuffer()
                .map(tick -> FleetIds.of(1, tick.intValue()));
        Queue<FleetOutcome> outcomes = new ConcurrentLinkedQueue<>();
        try (MockArm mock = mock(1)) {
            FleetRound round = FleetRound.run(
                    mock, Flux.merge(FleetIds.in(0, SCALE.backends() / 2), arriving), believed(), outcomes::add);
            new RequestsPicture("Two subscriptions of one fleet, bucket " + SCALE.throttle(1), round.heard())
                    .line("throttled: " + SCALE.backends() / 2 + " backends at once", in(0, round))
                    .line("not throttled: " + perSecond + " backends a second", in(1, round))
                    .write("fleet-requests.svg");
            assertAllAccepted(round);
            assertThat(outcomes)
                    .filteredOn(outcome -> isIn(1, outcome.backend().toString()))
                    .hasSize(seconds * perSecond)
                    .allSatisfy(outcome -> assertThat(outcome.waited()).isZero());
        }
    }

    private static MockArm mock(double share) {
        return MockArm.builder()
                .throttle(SCALE.throttle(share))
                .journal(Rounds.JOURNAL)
                .start();
    }

    private static FleetOptions believed() {
        return new FleetOptions().setWriteBudget(SCALE.capacity(), SCALE.refill());
    }

    private static List<JournalEntry> in(int subscription, FleetRound round) {
        return round.heard().stream()
                .filter(entry -> isIn(subscription, entry.target()))
                .toList();
    }

    private static boolean isIn(int subscription, String path) {
        return path.contains("/" + FleetIds.of(subscription, 0).subscription() + "/");
    }

    private static void assertAllAccepted(FleetRound round) {
        assertThat(round.summary().counts()).containsOnlyKeys(FleetOutcome.Kind.ACCEPTED);
    }
}
