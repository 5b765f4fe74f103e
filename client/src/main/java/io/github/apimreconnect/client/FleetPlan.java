package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How long a fleet will take, by the arithmetic of the write bucket, without sending anything. Nothing is known of the
 * real bucket, of retries or of the service's speed, so it is the least time.
 *
 * <pre>{@code
 * Mono<FleetPlan> plan = FleetPlan.of(Flux.just(backend), new FleetOptions())
 *         .doOnNext(known -> log.info("{} backends take {}", known.backends(), known.duration()));
 * StepVerifier.create(plan).expectNextCount(1).verifyComplete();
 * }</pre>
 *
 * @param subscriptions the part of each subscription, by its id in lower case
 */
public record FleetPlan(Map<String, Subscription> subscriptions) {
    /**
     * The part of one subscription.
     *
     * <pre>{@code
     * Mono<FleetPlan> plan = FleetPlan.of(Flux.just(backend), new FleetOptions())
     *         .doOnNext(known -> known.subscriptions().forEach((id, part) ->
     *                 log.info("{}: {} backends take at least {}", id, part.backends(), part.duration())));
     * StepVerifier.create(plan).expectNextCount(1).verifyComplete();
     * }</pre>
     *
     * @param backends how many backends will be called
     * @param duration the least time, from the first request to the last
     */
    public record Subscription(long backends, Duration duration) {}

    /**
     * Copies the map.
     *
     * @param subscriptions the part of each subscription
     */
    public FleetPlan {
        subscriptions = Collections.unmodifiableMap(new TreeMap<>(subscriptions));
    }

    /**
     * Counts a fleet and plans its run.
     *
     * @param backends the backends; read to the end
     * @param options the bucket and its share, and whether repeated backends count once, which keeps every id in memory
     * @return a {@code Mono} of the plan, or of the input's error; {@link IllegalArgumentException} if an argument is
     *     null. Subscribing reads the input; canceling stops that
     */
    public static Mono<FleetPlan> of(Publisher<BackendId> backends, FleetOptions options) {
        if (backends == null) {
            return Mono.error(() -> badArgument("backends", "must be a Publisher", null));
        }
        if (options == null) {
            return Mono.error(() -> badArgument("options", "must not be null", null));
        }
        return Mono.defer(() -> {
            FleetOptions settings = options.copy();
            Set<BackendId> seen = new HashSet<>();
            return Flux.from(backends)
                    .filter(backend -> !settings.isDistinct() || seen.add(backend))
                    .collect(
                            TreeMap<String, Long>::new,
                            (counts, backend) ->
                                    counts.merge(backend.subscription().toLowerCase(Locale.ROOT), 1L, Long::sum))
                    .map(counts -> planned(counts, settings));
        });
    }

    private static FleetPlan planned(Map<String, Long> counts, FleetOptions options) {
        Map<String, Subscription> planned = new TreeMap<>();
        counts.forEach((subscription, backends) -> {
            double waiting = Math.max(0, backends - options.usableCapacity()) / options.usableRefillPerSecond();
            planned.put(subscription, new Subscription(backends, Duration.ofMillis((long) Math.ceil(waiting * 1000))));
        });
        return new FleetPlan(planned);
    }

    /**
     * Returns how many backends will be called.
     *
     * @return 0 or more
     */
    public long backends() {
        return subscriptions.values().stream().mapToLong(Subscription::backends).sum();
    }

    /**
     * Returns the least time of the run, which is that of the slowest subscription.
     *
     * @return zero or more
     */
    public Duration duration() {
        return subscriptions.values().stream()
                .map(Subscription::duration)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
