package io.github.apimreconnect.mockarm;

import java.math.BigDecimal;
import java.time.Duration;

/** How long a {@link Fault.Delay} takes: always the same, or drawn from a distribution. */
public sealed interface Pause {
    /** The longest pause: what is longer would outlive any client. */
    Duration LONGEST = Duration.ofDays(1);

    /**
     * Always the same.
     *
     * @param time from zero to a day
     */
    record Fixed(Duration time) implements Pause {
        /**
         * Checks the range.
         *
         * @param time from zero to a day
         */
        public Fixed {
            Pauses.inRange(time);
        }

        @Override
        public String toString() {
            return Pauses.text(time);
        }
    }

    /**
     * Anything between two times, equally likely.
     *
     * @param least the shortest
     * @param most the longest, up to a day
     */
    record Uniform(Duration least, Duration most) implements Pause {
        /**
         * Checks the range.
         *
         * @param least the shortest
         * @param most the longest, up to a day
         */
        public Uniform {
            Pauses.inRange(least);
            Pauses.inRange(most);
            if (least.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "'" + Pauses.text(least) + ".." + Pauses.text(most) + "' ends before it begins");
            }
        }

        @Override
        public String toString() {
            return Pauses.text(least) + ".." + Pauses.text(most);
        }
    }

    /**
     * Mostly near a median, with a long tail, as networks have it.
     *
     * @param median half the pauses are shorter
     * @param sigma the standard deviation of the logarithm, from 0 to 10; 0.5 puts one in twenty above 2.3 medians
     */
    record LogNormal(Duration median, double sigma) implements Pause {
        /**
         * Checks the ranges.
         *
         * @param median half the pauses are shorter
         * @param sigma from 0 to 10
         */
        public LogNormal {
            Pauses.inRange(median);
            if (!(sigma >= 0 && sigma <= 10)) {
                throw new IllegalArgumentException("'sigma' must be from 0 to 10, but was " + sigma);
            }
        }

        @Override
        public String toString() {
            return "lognormal(" + Pauses.text(median) + ","
                    + BigDecimal.valueOf(sigma).toPlainString() + ")";
        }
    }
}
