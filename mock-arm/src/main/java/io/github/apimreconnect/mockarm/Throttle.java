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

    private static final long TOKEN = 1000;
    private static final int GLOBAL = 15;

    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
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
            buckets.values().removeIf(bucket -> bucket.forgetIfFull(now));
        }
        String key = subscription.toLowerCase(Locale.ROOT);
        // No space is in a subscription.
        long own = take(key + ' ' + principal, limit, now);
        if (own < TOKEN && limit.enforced()) {
            // Who is refused by its own bucket takes nothing of the other.
            return new Grant(false, 0, global.capacity(), secondsToOne(own, limit));
        }
        long all = take(key, global, now);
        boolean granted = all >= TOKEN || !limit.enforced();
        return new Grant(granted, left(own), left(all), Math.max(secondsToOne(own, limit), secondsToOne(all, global)));
    }

    /** Takes a token if there is one; returns how many thousandths there were before. */
    private long take(String key, ThrottleLimit of, long now) {
        while (true) {
            Bucket bucket = buckets.get(key);
            if (bucket == null) {
                bucket = buckets.computeIfAbsent(key, unused -> new Bucket(of, now));
            }
            long there = bucket.take(now);
            if (there != Bucket.FORGOTTEN) {
                return there;
            }
            // Not left to who forgot it: nobody waits for another thread here.
            buckets.remove(key, bucket);
        }
    }

    private static int left(long there) {
        return (int) ((there >= TOKEN ? there - TOKEN : there) / TOKEN);
    }

    /** Whole seconds, rounded up, as in Retry-After; at least one. */
    private static int secondsToOne(long there, ThrottleLimit limit) {
        long missing = Math.max(0, TOKEN - (there >= TOKEN ? there - TOKEN : there));
        return (int) Math.max(1, -Math.floorDiv(-missing, TOKEN * limit.refillPerSecond()));
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

    /** Counts thousandths of tokens, so that a refill per second counts by the millisecond. */
    private static final class Bucket {
        /** Taken from the map since it was looked up there. */
        static final long FORGOTTEN = -1;

        private final ThrottleLimit limit;
        private long thousandths;
        private long at;
        private boolean forgotten;

        Bucket(ThrottleLimit limit, long now) {
            this.limit = limit;
            this.thousandths = limit.capacity() * TOKEN;
            this.at = now;
        }

        synchronized long take(long now) {
            if (forgotten) {
                return FORGOTTEN;
            }
            refill(now);
            long there = thousandths;
            thousandths -= there >= TOKEN ? TOKEN : 0;
            return there;
        }

        synchronized boolean forgetIfFull(long now) {
            refill(now);
            forgotten = thousandths == limit.capacity() * TOKEN;
            return forgotten;
        }

        private void refill(long now) {
            long most = limit.capacity() * TOKEN;
            // Days on a virtual clock must not overflow.
            long gained = Math.min(most, Math.max(0, now - at)) * limit.refillPerSecond();
            thousandths = Math.min(most, thousandths + gained);
            at = Math.max(at, now);
        }
    }
}
