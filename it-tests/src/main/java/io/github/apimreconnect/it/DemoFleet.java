package io.github.apimreconnect.it;

import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.client.FleetPlan;
import io.github.apimreconnect.client.FleetSummary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** The demo's fleet: two subscriptions, of which one has more backends than its write bucket holds. */
final class DemoFleet {
    static final int CAPACITY = 5;
    static final int REFILL = 5;
    private static final int LARGE = 20;
    private static final int SMALL = 5;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private DemoFleet() {}

    /** Returns the throttle setting for the mock. */
    static String bucket() {
        return CAPACITY + "/" + REFILL;
    }

    /** Prints how long it will take, a line each second, and how long it took. */
    static void show(BackendReconnectAsyncClient client) {
        Flux<BackendId> fleet = Flux.concat(backends('a', LARGE), backends('b', SMALL));
        // By default, ARM's published bucket: 200 writes and 10 more a second.
        FleetOptions options = new FleetOptions().setWriteBudget(CAPACITY, REFILL);
        System.out.printf(
                Locale.ROOT,
                "%nA fleet: %d backends in subscription A, %d in B; each has a bucket of %d writes, and %d more a"
                        + " second%n",
                LARGE,
                SMALL,
                CAPACITY,
                REFILL);
        FleetPlan plan = Objects.requireNonNull(FleetPlan.of(fleet, options).block(LIMIT));
        System.out.printf(Locale.ROOT, "  by the bucket's arithmetic it takes %.1f s%n", seconds(plan.duration()));
        FleetSummary summary = Objects.requireNonNull(client.reconnectAll(fleet, options)
                .buffer(Duration.ofSeconds(1))
                .doOnNext(DemoFleet::second)
                .flatMapIterable(outcomes -> outcomes)
                .collect(FleetSummary.collector())
                .block(LIMIT));
        System.out.printf(
                Locale.ROOT,
                "  %d accepted of %d, with %d requests in %.1f s%n",
                summary.count(FleetOutcome.Kind.ACCEPTED),
                summary.total(),
                summary.attempts(),
                seconds(summary.elapsed()));
    }

    private static Flux<BackendId> backends(char subscription, int count) {
        String id = "00000000-0000-0000-0000-00000000000" + subscription;
        return Flux.range(1, count).map(i -> BackendId.of(id, "rg1", "apimService1", "backend" + i));
    }

    private static void second(List<FleetOutcome> outcomes) {
        FleetOutcome last = outcomes.get(outcomes.size() - 1);
        System.out.printf(
                Locale.ROOT, "  A %-20s  B %-5s  %d done%n", marks(outcomes, 'a'), marks(outcomes, 'b'), last.number());
    }

    /** Returns a mark for each outcome. */
    private static String marks(List<FleetOutcome> outcomes, char subscription) {
        long count = outcomes.stream()
                .filter(outcome -> outcome.backend().subscription().charAt(35) == subscription)
                .count();
        return "#".repeat((int) count);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
