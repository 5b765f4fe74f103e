package io.github.apimreconnect.mockarm;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** ARM's write buckets. Each write takes one token; tokens come back with time. */
final class Throttle {
    /** A bucket that is full says nothing, so it can be forgotten when there are this many. */
    private static final int MAX_BUCKETS = 10_000;

    private final ConcurrentMap<Key, Bucket> buckets = new ConcurrentHashMap<>();
    private final ThrottleLimit limit;
    private final Clock clock;

    Throttle(ThrottleLimit limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Takes one token, or says how long until there is one. */
    Grant take(String subscription, String principal) {
        long now = clock.millis();
        if (buckets.size() >= MAX_BUCKETS) {
            buckets.values().removeIf(bucket -> bucket.refilled(limit, now).millitokens == limit.capacity() * 1000L);
        }
        Bucket after = buckets.compute(
                new Key(subscription.toLowerCase(Locale.ROOT), principal),
                (key, bucket) -> (bucket == null ? Bucket.full(limit, now) : bucket.refilled(limit, now)).take());
        long missing = 1000 - after.millitokens;
        boolean granted = after.granted || !limit.enforced();
        // Whole seconds, rounded up, as in Retry-After.
        long wait = -Math.floorDiv(-Math.max(0, missing), 1000L * limit.refillPerSecond());
        return new Grant(granted, (int) (after.millitokens / 1000), (int) Math.max(1, wait));
    }

    /**
     * What a write is told.
     *
     * @param granted whether it may go on
     * @param remaining how many writes are left now
     * @param retryAfterSeconds when to try again, if it may not
     */
    record Grant(boolean granted, int remaining, int retryAfterSeconds) {}

    private record Key(String subscription, String principal) {}

    /** Thousandths of tokens, so that a refill per second counts by the millisecond. */
    private record Bucket(long millitokens, long at, boolean granted) {
        static Bucket full(ThrottleLimit limit, long now) {
            return new Bucket(limit.capacity() * 1000L, now, true);
        }

        Bucket refilled(ThrottleLimit limit, long now) {
            long gained = Math.max(0, now - at) * limit.refillPerSecond();
            return new Bucket(Math.min(limit.capacity() * 1000L, millitokens + gained), Math.max(at, now), true);
        }

        Bucket take() {
            return millitokens >= 1000 ? new Bucket(millitokens - 1000, at, true) : new Bucket(millitokens, at, false);
        }
    }
}
