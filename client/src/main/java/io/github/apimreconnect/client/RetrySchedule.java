package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether to retry after a wait or give up. Pure: time and randomness come as arguments.
 *
 * @param maxRetries how many times a call is retried, 0 for never
 * @param baseDelay the longest backoff before the first retry; it doubles with each retry
 * @param maxDelay the longest backoff before any retry
 * @param exponential whether backoffs grow and are randomized, or are always {@code baseDelay}
 */
record RetrySchedule(int maxRetries, Duration baseDelay, Duration maxDelay, boolean exponential) {
    private static final Duration LONGEST = Duration.ofDays(1);
    static final RetrySchedule DEFAULT = new RetrySchedule(4, Duration.ofMillis(800), Duration.ofSeconds(30), true);

    /** The decision after a failed attempt. */
    sealed interface Decision {
        /** Dispatches on the case. With a new case, callers do not compile until they handle it. */
        <R> R match(Function<Again, R> again, Function<GiveUp, R> giveUp);
    }

    /** Retry after a wait. */
    record Again(Duration delay) implements Decision {
        @Override
        public <R> R match(Function<Again, R> again, Function<GiveUp, R> giveUp) {
            return again.apply(this);
        }
    }

    /** The failure is final. */
    record GiveUp(Optional<String> reason) implements Decision {
        @Override
        public <R> R match(Function<Again, R> again, Function<GiveUp, R> giveUp) {
            return giveUp.apply(this);
        }
    }

    RetrySchedule {
        if (maxRetries < 0) {
            throw badArgument("retryOptions.maxRetries", "must be 0 or more", maxRetries);
        }
        if (maxDelay.compareTo(LONGEST) > 0) {
            throw badArgument("retryOptions.maxDelay", "must be 1 day or less", maxDelay);
        }
        if (baseDelay.isNegative() || baseDelay.compareTo(maxDelay) > 0) {
            throw badArgument("retryOptions.baseDelay", "must be from 0 to the max delay, " + maxDelay, baseDelay);
        }
    }

    static RetrySchedule of(RetryOptions options) {
        if (options.getShouldRetryCondition() != null) {
            throw badArgument(
                    "retryOptions.shouldRetryCondition",
                    "is not supported, because Azure Core lets only its own retry policy call it",
                    options.getShouldRetryCondition().getClass().getSimpleName());
        }
        FixedDelayOptions fixed = options.getFixedDelayOptions();
        if (fixed != null) {
            return new RetrySchedule(fixed.getMaxRetries(), fixed.getDelay(), fixed.getDelay(), false);
        }
        ExponentialBackoffOptions backoff = options.getExponentialBackoffOptions();
        return new RetrySchedule(
                Objects.requireNonNullElse(backoff.getMaxRetries(), DEFAULT.maxRetries),
                Objects.requireNonNullElse(backoff.getBaseDelay(), DEFAULT.baseDelay),
                Objects.requireNonNullElse(backoff.getMaxDelay(), DEFAULT.maxDelay),
                true);
    }

    /**
     * Decides what to do after a failure that may be retried.
     *
     * @param attempts how many attempts have been made, 1 or more
     * @param serverWait how long the server asked callers to wait: a minimum, with jitter on top; zero counts as not
     *     set
     * @param left how much of the call's total timeout is left
     * @param chance a random number from 0 to 1
     */
    Decision after(int attempts, Optional<Duration> serverWait, Duration left, double chance) {
        if (attempts > maxRetries) {
            return new GiveUp(Optional.empty());
        }
        Duration floor = serverWait.orElse(Duration.ZERO);
        Duration wait = floor.isZero() ? backoff(attempts, chance) : plus(floor, scaled(ceiling(attempts), chance));
        return wait.compareTo(left) < 0
                ? new Again(wait)
                : new GiveUp(Optional.of("the next attempt, in " + seconds(wait) + ", would exceed the total timeout"));
    }

    private Duration backoff(int attempts, double chance) {
        return exponential ? scaled(ceiling(attempts), chance) : baseDelay;
    }

    private Duration ceiling(int attempts) {
        int doublings = exponential ? Math.min(attempts - 1, 30) : 0;
        Duration grown = baseDelay.multipliedBy(1L << doublings);
        return grown.compareTo(maxDelay) < 0 ? grown : maxDelay;
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }

    private static Duration plus(Duration floor, Duration jitter) {
        try {
            return floor.plus(jitter);
        } catch (ArithmeticException e) {
            return floor;
        }
    }

    private static String seconds(Duration wait) {
        return wait.toSeconds() + (wait.toSeconds() == 1 ? " second" : " seconds");
    }
}
