package io.github.apimreconnect.mockarm;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * ARM's write buckets: one for each subscription and principal, and one for the subscription, 15 times as large. Each
 * write takes one token from both; tokens come back with time.
 */
final class Throttle {
    /** A bucket that is full says nothing, so it can be forgotten when there are this many. */
    private static final int MAX_BUCKETS = 10_000;

    private static final int GLOBAL = 15;
    private static final String EVERYBODY = "";

    private final ConcurrentMap<Key, Bucket> buckets = new ConcurrentHashMap<>();
    private final ThrottleLimit limit;
    private final ThrottleLimit global;
    private final Clock clock;

    Throttle(ThrottleLimit limit, Clock clock) {
        this.limit = limit;
        this.global = limit.times(GLOBAL);
        this.clock = clock;
    }

    /** Takes one token of each bucket, or says how long until there is one. */
    Grant take(String subscription, String principal) {
        long now = clock.millis();
        if (buckets.size() >= MAX_BUCKETS) {
            buckets.entrySet().removeIf(entry -> entry.getValue().isFull(limitOf(entry.getKey()), now));
        }
        String key = subscription.toLowerCase(Locale.ROOT);
        Bucket own = take(new Key(key, principal), limit, now);
        Bucket all = own.granted || !limit.enforced()
                ? take(new Key(key, EVERYBODY), global, now)
                : Bucket.full(global, now);
        boolean granted = !limit.enforced() || (own.granted && all.granted);
        int wait = Math.max(own.secondsToOne(limit), all.secondsToOne(global));
        return new Grant(granted, own.whole(), all.whole(), wait);
    }

    private Bucket take(Key key, ThrottleLimit of, long now) {
        return buckets.compute(
                key, (unused, bucket) -> (bucket == null ? Bucket.full(of, now) : bucket.refilled(of, now)).take());
    }

    private ThrottleLimit limitOf(Key key) {
        return key.principal.equals(EVERYBODY) ? global : limit;
    }

    int size() {
        return buckets.size();
    }

    void clear() {
        buckets.clear();
    }

    /**
     * What a write is told.
     *
     * @param granted whether it may go on
     * @param remaining how many writes this principal has left in this subscription
     * @param remainingGlobal how many all have left in it
     * @param retryAfterSeconds when to try again, if it may not
     */
    record Grant(boolean granted, int remaining, int remainingGlobal, int retryAfterSeconds) {
        Header[] headers() {
            return new Header[] {
                new Header("x-ms-ratelimit-remaining-subscription-writes", Integer.toString(remaining)),
                new Header("x-ms-ratelimit-remaining-subscription-global-writes", Integer.toString(remainingGlobal))
            };
        }
    }

    private record Key(String subscription, String principal) {}

    /** Thousandths of tokens, so that a refill per second counts by the millisecond. */
    private record Bucket(long millitokens, long at, boolean granted) {
        static Bucket full(ThrottleLimit limit, long now) {
            return new Bucket(limit.capacity() * 1000L, now, true);
        }

        Bucket refilled(ThrottleLimit limit, long now) {
            long most = limit.capacity() * 1000L;
            // Days on a virtual clock must not overflow.
            long gained = Math.min(most, Math.max(0, now - at)) * limit.refillPerSecond();
            return new Bucket(Math.min(most, millitokens + gained), Math.max(at, now), true);
        }

        Bucket take() {
            return millitokens >= 1000 ? new Bucket(millitokens - 1000, at, true) : new Bucket(millitokens, at, false);
        }

        boolean isFull(ThrottleLimit limit, long now) {
            return refilled(limit, now).millitokens == limit.capacity() * 1000L;
        }

        int whole() {
            return (int) (millitokens / 1000);
        }

        /** Whole seconds, rounded up, as in Retry-After; at least one. */
        int secondsToOne(ThrottleLimit limit) {
            long missing = Math.max(0, 1000 - millitokens);
            return (int) Math.max(1, -Math.floorDiv(-missing, 1000L * limit.refillPerSecond()));
        }
    }
}
