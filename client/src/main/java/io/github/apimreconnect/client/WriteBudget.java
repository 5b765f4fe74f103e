package io.github.apimreconnect.client;

/**
 * The write bucket of one subscription, as believed: what ARM publishes, corrected by what its responses say. Pure: the
 * time is an argument, in nanoseconds on any one clock. Not thread-safe.
 *
 * <p>It never allows more than the configured bucket, and less if the service has less: half the refill, or other
 * clients that write to the same subscription.
 */
final class WriteBudget {
    private static final double NANOS = 1e9;
    /** The refill of so many seconds is kept back: a request that arrives early would find an empty bucket. */
    private static final double RESERVE_SECONDS = 0.2;

    private final double capacity;
    private final double perNano;
    private final double needed;
    /** How many writes to send before the first response says how full the bucket is. */
    private final long unheard;

    /** The configured bucket, less the writes of this run. */
    private double own;
    /** The writes that the service has left, as its responses say; at most {@code own}. */
    private double believed;

    private long at;
    private long pausedUntil;
    private long taken;
    private int unanswered;
    /** The latest write sent before the response that the belief is from. */
    private long news;

    private boolean heard;

    /**
     * Creates a full bucket.
     *
     * @param capacity how many writes fit in, 1 or more
     * @param refillPerSecond how many are added a second, more than 0
     * @param now the time
     */
    WriteBudget(double capacity, double refillPerSecond, long now) {
        this.capacity = capacity;
        this.perNano = refillPerSecond / NANOS;
        this.needed = Math.min(capacity, 1 + Math.min(refillPerSecond * RESERVE_SECONDS, capacity / 10));
        this.unheard = (long) Math.max(1, refillPerSecond);
        this.own = capacity;
        this.believed = capacity;
        this.at = now;
        this.pausedUntil = now;
    }

    /** Returns when the next write may be sent: now, or a later time; {@link Long#MAX_VALUE} once a response is due. */
    long availableAt(long now) {
        refill(now);
        if (!heard && taken >= unheard) {
            return Long.MAX_VALUE;
        }
        double missing = needed - Math.min(own, believed);
        long from = Math.max(now, pausedUntil);
        return missing <= 0 || from == Long.MAX_VALUE ? from : from + (long) Math.ceil(missing / perNano);
    }

    /** Takes a write, which is on its way until it has ended; returns its number. */
    long take(long now) {
        refill(now);
        own--;
        believed--;
        unanswered++;
        return ++taken;
    }

    /** A write has ended without news of the bucket. */
    void ended(long now) {
        refill(now);
        heard = true;
        unanswered--;
    }

    /**
     * A write has ended with a response. Writes still on their way may not have reached the service yet, so it does not
     * count them. Responses overtake each other, so the belief rises only with the response to a write that was sent
     * after the response it is from.
     *
     * @param write its number
     * @param remaining {@code x-ms-ratelimit-remaining-subscription-writes}
     */
    void ended(long write, int remaining, long now) {
        ended(now);
        double estimate = Math.min(own, Math.max(0, remaining - unanswered));
        if (estimate < believed || write > news) {
            believed = estimate;
            news = taken;
        }
    }

    /**
     * Pauses after a 429. It took no write. The bucket is empty now; what has flowed in by the end of the pause is
     * unknown, so one write is sent then, and its response says.
     *
     * @param wait {@code Retry-After}, in nanoseconds
     */
    void throttled(long wait, long now) {
        refill(now);
        own = Math.min(capacity - unanswered, own + 1);
        long end = now + wait;
        pausedUntil = Math.max(pausedUntil, end < now ? Long.MAX_VALUE : end);
        believed = Math.min(own, needed);
    }

    /** Returns when the bucket will be full: then it can be forgotten. */
    long fullAt(long now) {
        refill(now);
        return Math.max(pausedUntil, now + (long) Math.ceil((capacity - Math.min(own, believed)) / perNano));
    }

    private void refill(long now) {
        double inflow = Math.max(0, now - at) * perNano;
        // What is on its way may find a full bucket, which has gained nothing meanwhile.
        own = Math.min(capacity - unanswered, own + inflow);
        // During a pause the belief stands still: at its end, one write is sent.
        double believable = Math.max(0, now - Math.max(at, pausedUntil)) * perNano;
        believed = Math.min(own, believed + believable);
        at = Math.max(at, now);
    }
}
