package io.github.apimreconnect.mockarm;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.random.RandomGenerator;

/** The duration of a {@link Fault.Delay}: fixed, or drawn from a distribution. */
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
            return text(time);
        }
    }

    /**
     * A time drawn uniformly from a range.
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
                throw new IllegalArgumentException("'" + text(least) + ".." + text(most) + "' ends before it begins");
            }
        }

        @Override
        public Duration sample(RandomGenerator random) {
            double range = most.minus(least).toNanos();
            return least.plusNanos((long) (range * random.nextDouble()));
        }

        @Override
        public String toString() {
            return text(least) + ".." + text(most);
        }
    }

    /**
     * A time usually near a median, with a long tail, as is typical of networks.
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
            return "lognormal(" + text(median) + "," + BigDecimal.valueOf(sigma).toPlainString() + ")";
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
        int comma = text.indexOf(',');
        if (text.startsWith("lognormal(") && text.endsWith(")") && comma > 0) {
            String sigma = text.substring(comma + 1, text.length() - 1);
            if (sigma.matches("[0-9]{1,3}(?:\\.[0-9]{1,40})?")) {
                return new LogNormal(time(text.substring("lognormal(".length(), comma)), Double.parseDouble(sigma));
            }
        }
        int dots = text.indexOf("..");
        return dots < 0
                ? new Fixed(time(text))
                : new Uniform(time(text.substring(0, dots)), time(text.substring(dots + 2)));
    }

    /**
     * Parses a time of any length.
     *
     * @param text {@code 200ms}, {@code 2s}, {@code 5m} or {@code PT2S}
     * @return the time
     * @throws IllegalArgumentException if the text is not a time; the message says why
     */
    static Duration time(String text) {
        try {
            if (text.matches("[0-9]{1,12}ms")) {
                return Duration.ofMillis(Long.parseLong(text, 0, text.length() - 2, 10));
            }
            if (text.matches("[0-9]{1,12}[sm]")) {
                long number = Long.parseLong(text, 0, text.length() - 1, 10);
                return text.endsWith("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
            }
            return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time; write 200ms, 2s, 5m or PT2S", e);
        }
    }

    private static void requireInRange(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A latency must be from 0 to 1 day, but was " + time);
        }
    }

    private static String text(Duration time) {
        if (time.toNanosPart() % 1_000_000 != 0) {
            return time.toString();
        }
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
