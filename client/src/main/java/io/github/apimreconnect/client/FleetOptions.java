package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Settings of {@link BackendReconnectAsyncClient#reconnectAll(org.reactivestreams.Publisher, FleetOptions)}. Setters
 * throw an {@link IllegalArgumentException} that names the setting. Each subscription to the {@code Flux} uses the
 * settings as they are then. Not thread-safe.
 *
 * <pre>{@code
 * FleetOptions options = new FleetOptions()
 *         .setAfterSpread(Duration.ofMinutes(2), Duration.ofMinutes(10))
 *         .setBudgetShare(0.8)
 *         .setStopAfter(20);
 * StepVerifier.create(client.reconnectAll(Flux.just(backend), options)).expectNextCount(1).verifyComplete();
 * }</pre>
 */
public final class FleetOptions {
    private static final int MOST_CONCURRENCY = 10_000;

    private @Nullable Duration after;
    private @Nullable Duration afterTo;
    private int concurrency = 64;
    private int capacity = 200;
    private double refillPerSecond = 10;
    private double budgetShare = 1;
    private int stopAfter;
    private boolean distinct;
    private @Nullable Publisher<?> stopWhen;

    /** Creates the defaults: the service's own delay, 64 requests in flight, ARM's published write bucket. */
    public FleetOptions() {}

    private FleetOptions(FleetOptions other) {
        after = other.after;
        afterTo = other.afterTo;
        concurrency = other.concurrency;
        capacity = other.capacity;
        refillPerSecond = other.refillPerSecond;
        budgetShare = other.budgetShare;
        stopAfter = other.stopAfter;
        distinct = other.distinct;
        stopWhen = other.stopWhen;
    }

    FleetOptions copy() {
        return new FleetOptions(this);
    }

    /**
     * Sets how long the gateways wait before they reconnect.
     *
     * @param after zero or more; null for the service's own 2 minutes
     * @return these options
     */
    public FleetOptions setAfter(@Nullable Duration after) {
        if (after != null && after.isNegative()) {
            throw badArgument("after", "must be zero or more", after);
        }
        this.after = after;
        this.afterTo = null;
        return this;
    }

    /**
     * Spreads the reconnects evenly over a window, so that gateways do not all reconnect in the same second: each
     * backend gets a delay of its own, in whole seconds.
     *
     * @param from the shortest delay, zero or more
     * @param to the longest delay, not shorter than {@code from}
     * @return these options
     */
    public FleetOptions setAfterSpread(Duration from, Duration to) {
        if (from == null || from.isNegative()) {
            throw badArgument("afterSpread.from", "must be zero or more", from);
        }
        if (to == null || to.compareTo(from) < 0) {
            throw badArgument("afterSpread.to", "must not be shorter than 'from', " + from, to);
        }
        this.after = from;
        this.afterTo = to;
        return this;
    }

    /**
     * Sets how many requests are in flight at most, in all subscriptions together. One that waits for its bucket or
     * for a retry is not in flight.
     *
     * @param concurrency from 1 to 10,000; 64 if never set
     * @return these options
     */
    public FleetOptions setConcurrency(int concurrency) {
        if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
            throw badArgument("concurrency", "must be from 1 to " + MOST_CONCURRENCY, concurrency);
        }
        this.concurrency = concurrency;
        return this;
    }

    /**
     * Sets the write bucket that each subscription is believed to have.
     *
     * @param capacity how many writes fit in, 1 or more; 200 if never set
     * @param refillPerSecond how many are added a second, from 0.001 to 1,000,000; 10 if never set
     * @return these options
     */
    public FleetOptions setWriteBudget(int capacity, double refillPerSecond) {
        if (capacity < 1) {
            throw badArgument("writeBudget.capacity", "must be 1 or more", capacity);
        }
        if (!(refillPerSecond >= 0.001 && refillPerSecond <= 1_000_000)) {
            throw badArgument("writeBudget.refillPerSecond", "must be from 0.001 to 1000000", refillPerSecond);
        }
        this.capacity = capacity;
        this.refillPerSecond = refillPerSecond;
        return this;
    }

    /**
     * Sets which share of the bucket to use, so that other tools keep the rest.
     *
     * @param budgetShare above 0, up to 1; 1 if never set
     * @return these options
     */
    public FleetOptions setBudgetShare(double budgetShare) {
        if (!(budgetShare > 0 && budgetShare <= 1)) {
            throw badArgument("budgetShare", "must be above 0 and at most 1", budgetShare);
        }
        this.budgetShare = budgetShare;
        return this;
    }

    /**
     * Sets after how many refusals and failures to stop: requests in flight end, and every other backend gets
     * {@link FleetOutcome.NotAttempted}, also those that the input has yet to emit.
     *
     * @param stopAfter 1 or more; 0, as if never set, for never
     * @return these options
     */
    public FleetOptions setStopAfter(int stopAfter) {
        if (stopAfter < 0) {
            throw badArgument("stopAfter", "must be 0 or more", stopAfter);
        }
        this.stopAfter = stopAfter;
        return this;
    }

    /**
     * Sets whether a backend that the input repeats is called once; each repetition gets the same outcome, with a
     * number of its own. Keeps every id and its outcome until the end: about 1 KB for each different backend.
     *
     * @param distinct whether to call each backend once; false if never set
     * @return these options
     */
    public FleetOptions setDistinct(boolean distinct) {
        this.distinct = distinct;
        return this;
    }

    /**
     * Sets a signal to stop early, as by {@link #setStopAfter(int)}: when it emits, completes or fails.
     *
     * @param stopWhen the signal; null for none. Subscribed to when the run starts, canceled when it ends
     * @return these options
     */
    public FleetOptions setStopWhen(@Nullable Publisher<?> stopWhen) {
        this.stopWhen = stopWhen;
        return this;
    }

    /**
     * Returns how long the gateways wait before they reconnect, or the shortest delay of a spread.
     *
     * @return the delay, or null for the service's own
     */
    public @Nullable Duration getAfter() {
        return after;
    }

    /**
     * Returns the longest delay of a spread.
     *
     * @return the delay, or null if all backends get the same
     */
    public @Nullable Duration getAfterSpreadTo() {
        return afterTo;
    }

    /**
     * Returns how many requests are in flight at most.
     *
     * @return 1 or more
     */
    public int getConcurrency() {
        return concurrency;
    }

    /**
     * Returns how many writes fit into a subscription's bucket.
     *
     * @return 1 or more
     */
    public int getWriteBudgetCapacity() {
        return capacity;
    }

    /**
     * Returns how many writes are added to a subscription's bucket a second.
     *
     * @return more than 0
     */
    public double getWriteBudgetRefillPerSecond() {
        return refillPerSecond;
    }

    /**
     * Returns which share of the bucket is used.
     *
     * @return above 0, up to 1
     */
    public double getBudgetShare() {
        return budgetShare;
    }

    /**
     * Returns after how many refusals and failures to stop.
     *
     * @return 1 or more, or 0 for never
     */
    public int getStopAfter() {
        return stopAfter;
    }

    /**
     * Returns whether a repeated backend is called once.
     *
     * @return whether it is
     */
    public boolean isDistinct() {
        return distinct;
    }

    /**
     * Returns the signal to stop early.
     *
     * @return the signal, or null
     */
    public @Nullable Publisher<?> getStopWhen() {
        return stopWhen;
    }

    /** Returns the bucket's capacity that this run may use. */
    double usableCapacity() {
        return Math.max(1, capacity * budgetShare);
    }

    /** Returns the bucket's refill that this run may use. */
    double usableRefillPerSecond() {
        return refillPerSecond * budgetShare;
    }
}
