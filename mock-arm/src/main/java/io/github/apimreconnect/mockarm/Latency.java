package io.github.apimreconnect.mockarm;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The duration of a {@link Fault.Delay}: fixed, or drawn from a distribution.
 *
 * <pre>{@code
 * mock.script(Scope.ANY, Step.answer(Step.ACCEPTED).with(new Fault.Delay(Latency.parse("20ms..50ms"))));
 * StepVerifier.create(client.reconnect(backend)).verifyComplete();
 * }</pre>
 */
public sealed interface Latency {
    /** The longest latency; anything longer would outlive any client. */
    Duration LONGEST = Duration.ofDays(1);

    /**
     * Draws a time.
     *
     * @param random the source of randomness
     * @return from zero to a day
     */
    Duration sample(RandomGenerator random);

    /**
     * A fixed time.
     *
     * <pre>{@code
     * Latency latency = new Latency.Fixed(Duration.ofMillis(20));
     * assertThat(Latency.parse("20ms")).isEqualTo(latency);
     * }</pre>
     *
     * @param time from zero to a day
     */
    record Fixed(Duration time) implements Latency {
        /**
         * Checks the range.
         *
         * @param time from zero to a day
         */
        public Fixed {
            requireInRange(time);
        }

        @Override
        public Duration sample(RandomGenerator random) {
            return time;
        }

        @Override
        public String toString() {
            return LatencyText.of(time);
        }
    }

    /**
     * A time drawn uniformly from a range.
     *
     * <pre>{@code
     * Latency latency = new Latency.Uniform(Duration.ofMillis(20), Duration.ofMillis(50));
     * assertThat(latency).hasToString("20ms..50ms");
     * }</pre>
     *
     * @param least the shortest
     * @param most the longest, up to a day
     */
    record Uniform(Duration least, Duration most) implements Latency {
        /**
         * Checks the range.
         *
         * @param least the shortest
         * @param most the longest, up to a day
         */
        public Uniform {
            requireInRange(least);
            requireInRange(most);
            if (least.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "'" + LatencyText.of(least) + ".." + LatencyText.of(most) + "' ends before it starts");
            }
        }

        @Override
        public Duration sample(RandomGenerator random) {
            double range = most.minus(least).toNanos();
            return least.plusNanos((long) (range * random.nextDouble()));
        }

        @Override
        public String toString() {
            return LatencyText.of(least) + ".." + LatencyText.of(most);
        }
    }

    /**
     * A time usually near a median, with a long tail, as is typical of networks.
     *
     * <pre>{@code
     * Latency latency = new Latency.LogNormal(Duration.ofMillis(80), 0.5);
     * assertThat(latency).hasToString("lognormal(80ms,0.5)");
     * }</pre>
     *
     * @param median half the times are shorter
     * @param sigma the standard deviation of the logarithm, from 0 to 10; 0.5 puts one in twenty above 2.3 medians
     */
    record LogNormal(Duration median, double sigma) implements Latency {
        /**
         * Checks the ranges.
         *
         * @param median half the times are shorter
         * @param sigma from 0 to 10
         */
        public LogNormal {
            requireInRange(median);
            if (!(sigma >= 0 && sigma <= 10)) {
                throw new IllegalArgumentException("'sigma' must be from 0 to 10, but was " + sigma);
            }
        }

        @Override
        public Duration sample(RandomGenerator random) {
            double nanos = median.toNanos() * Math.exp(sigma * random.nextGaussian());
            return Duration.ofNanos((long) Math.min(nanos, (double) LONGEST.toNanos()));
        }

        @Override
        public String toString() {
            return "lognormal(" + LatencyText.of(median) + ","
                    + BigDecimal.valueOf(sigma).toPlainString() + ")";
        }
    }

    /**
     * Parses the text form of a latency.
     *
     * @param text {@code 200ms}, {@code 2s}, {@code 5m}, {@code PT2S}, {@code 100ms..300ms} or
     *     {@code lognormal(100ms,0.5)}
     * @return the latency
     * @throws IllegalArgumentException if the text is not a latency; the message says why
     */
    static Latency parse(String text) {
        return LatencyText.parse(text);
    }

    /**
     * Parses a time of any length.
     *
     * @param text {@code 200ms}, {@code 2s}, {@code 5m} or {@code PT2S}
     * @return the time
     * @throws IllegalArgumentException if the text is not a time; the message says why
     */
    static Duration time(String text) {
        return LatencyText.time(text);
    }

    private static void requireInRange(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A latency must be from 0 to 1 day, but was " + time);
        }
    }
}
