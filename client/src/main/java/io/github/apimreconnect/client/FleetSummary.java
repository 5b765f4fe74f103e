package io.github.apimreconnect.client;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The sum of a fleet's outcomes: {@code client.reconnectAll(backends).collect(FleetSummary.collector())}.
 *
 * <pre>{@code
 * Mono<FleetSummary> summary = client.reconnectAll(Flux.just(backend)).collect(FleetSummary.collector());
 * StepVerifier.create(summary)
 *         .assertNext(all -> assertThat(all.isAllAccepted()).isTrue())
 *         .verifyComplete();
 * }</pre>
 *
 * @param counts how many outcomes there were of each kind
 * @param codes how many refusals and failures there were by ARM error code, or by class of the failure; beyond 100
 *     different ones, {@value #OTHER}
 * @param slowest the outcome with the longest {@link FleetOutcome#elapsed()}, or null if there was none
 * @param attempts how many requests were sent
 * @param elapsed how long the run took
 * @param waited the sum of {@link FleetOutcome#waited()}: subscriptions that waited at the same time each count
 */
public record FleetSummary(
        Map<FleetOutcome.Kind, Long> counts,
        Map<String, Long> codes,
        @Nullable FleetOutcome slowest,
        long attempts,
        Duration elapsed,
        Duration waited) {
    /** The entry of {@link #codes()} for all beyond the first 100. */
    public static final String OTHER = "other";

    private static final int MOST_CODES = 100;

    /**
     * Copies the maps.
     *
     * @param counts how many outcomes there were of each kind
     * @param codes how many refusals and failures there were by code
     * @param slowest the outcome that took the longest
     * @param attempts how many requests were sent
     * @param elapsed how long the run took
     * @param waited the time spent waiting for write buckets
     */
    public FleetSummary {
        // Not EnumMap's copy constructor, which rejects an empty map of another class.
        Map<FleetOutcome.Kind, Long> copy = new EnumMap<>(FleetOutcome.Kind.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
        codes = Collections.unmodifiableMap(new TreeMap<>(codes));
    }

    /**
     * Returns a collector for {@link reactor.core.publisher.Flux#collect(Collector)}. It keeps sums, not outcomes; its
     * time runs from the subscription to the last outcome.
     *
     * @return the collector
     */
    public static Collector<FleetOutcome, ?, FleetSummary> collector() {
        return collector(System::nanoTime);
    }

    static Collector<FleetOutcome, ?, FleetSummary> collector(LongSupplier nanoTime) {
        return Collector.of(() -> new Sums(nanoTime), Sums::add, Sums::plus, Sums::summary);
    }

    /**
     * Returns how many outcomes there were of a kind.
     *
     * @param kind the kind
     * @return 0 or more
     */
    public long count(FleetOutcome.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /**
     * Returns how many outcomes there were.
     *
     * @return 0 or more
     */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns whether every outcome was {@link FleetOutcome.Accepted}.
     *
     * @return whether none was refused, failed or not attempted
     */
    public boolean isAllAccepted() {
        return count(FleetOutcome.Kind.ACCEPTED) == total();
    }

    /**
     * Returns how many requests were sent a second, retries included.
     *
     * @return 0 or more
     */
    public double writesPerSecond() {
        return attempts == 0 ? 0 : attempts / Math.max(1e-9, elapsed.toNanos() / 1e9);
    }

    private static final class Sums {
        private final Map<FleetOutcome.Kind, Long> counts = new EnumMap<>(FleetOutcome.Kind.class);
        private final Map<String, Long> codes = new TreeMap<>();
        private final LongSupplier nanoTime;
        private final long start;
        private @Nullable FleetOutcome slowest;
        private long attempts;
        private Duration waited = Duration.ZERO;

        Sums(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            this.start = nanoTime.getAsLong();
        }

        void add(FleetOutcome outcome) {
            counts.merge(outcome.kind(), 1L, Long::sum);
            attempts += outcome.attempts();
            waited = waited.plus(outcome.waited());
            if (slowest == null || outcome.elapsed().compareTo(slowest.elapsed()) > 0) {
                slowest = outcome;
            }
            switch (outcome.kind()) {
                case REFUSED ->
                    count(
                            ((FleetOutcome.Refused) outcome)
                                    .exception()
                                    .getValue()
                                    .getCode(),
                            1);
                case FAILED ->
                    count(((FleetOutcome.Failed) outcome).failure().getClass().getSimpleName(), 1);
                case ACCEPTED, NOT_ATTEMPTED -> {}
            }
        }

        private void count(@Nullable String code, long times) {
            String known = code == null ? BackendReconnectException.UNEXPECTED_RESPONSE : code;
            codes.merge(codes.size() < MOST_CODES || codes.containsKey(known) ? known : OTHER, times, Long::sum);
        }

        Sums plus(Sums other) {
            other.counts.forEach((kind, times) -> counts.merge(kind, times, Long::sum));
            other.codes.forEach(this::count);
            attempts += other.attempts;
            waited = waited.plus(other.waited);
            if (slowest == null
                    || (other.slowest != null && other.slowest.elapsed().compareTo(slowest.elapsed()) > 0)) {
                slowest = other.slowest;
            }
            return this;
        }

        FleetSummary summary() {
            return new FleetSummary(
                    counts, codes, slowest, attempts, Duration.ofNanos(nanoTime.getAsLong() - start), waited);
        }
    }
}
