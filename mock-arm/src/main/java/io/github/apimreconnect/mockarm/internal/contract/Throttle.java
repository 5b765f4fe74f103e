package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.internal.reply.Header;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * ARM's write buckets: one per subscription and principal, and one per subscription, 15 times as large. Each write
 * takes one token from both; tokens are refilled over time.
 */
public final class Throttle {
    /** Buckets per generation; there are two generations, and a bucket takes 200 bytes. */
    private static final int GENERATION = 20_000;

    private static final int UUID_LENGTH = 36;
    private static final long TOKEN = 1000;
    /** Times read by concurrent threads may be out of order by up to this much. */
    private static final long TOLERATED_MILLIS = 1000;

    private static final int GLOBAL = 15;

    /** Buckets used since the last change of generations. */
    private volatile ConcurrentMap<Key, Bucket> young = new ConcurrentHashMap<>();
    /** Buckets used in the previous generation but not since; guarded by this. */
    private ConcurrentMap<Key, Bucket> old = new ConcurrentHashMap<>();

    private final ThrottleLimit limit;
    private final ThrottleLimit global;
    private final Clock clock;

    public Throttle(ThrottleLimit limit, Clock clock) {
        this.limit = limit;
        this.global = limit.times(GLOBAL);
        this.clock = clock;
    }

    /** Takes one token from each bucket, or returns how long until there is one. */
    Grant take(String subscription, String principal) {
        long now = clock.millis();
        String key = key(subscription);
        long own = take(new Key(key, principal), limit, now);
        if (own < TOKEN && limit.enforced()) {
            // A principal refused by its own bucket takes nothing from the other.
            return new Grant(false, 0, global.capacity(), secondsToOne(own, limit));
        }
        long all = take(new Key(key, null), global, now);
        boolean granted = all >= TOKEN || !limit.enforced();
        return new Grant(granted, left(own), left(all), Math.max(secondsToOne(own, limit), secondsToOne(all, global)));
    }

    /** Returns the subscription in lower case, hashed if longer than a UUID: some api-versions allow any text. */
    static String key(String subscription) {
        String folded = subscription.toLowerCase(Locale.ROOT);
        return folded.length() <= UUID_LENGTH
                ? folded
                : UUID.nameUUIDFromBytes(folded.getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /** Takes a token if there is one; returns the thousandths of a token there were before. */
    private long take(Key key, ThrottleLimit of, long now) {
        Bucket bucket = young.get(key);
        return (bucket == null ? revived(key, of, now) : bucket).take(now);
    }

    /**
     * Moves a bucket from the old generation to the young one, or creates a full one. When the young generation is
     * full, the old one is dropped: none of its buckets was used while that many others were. This bounds them without
     * a scan.
     */
    private synchronized Bucket revived(Key key, ThrottleLimit of, long now) {
        Bucket bucket = young.get(key);
        if (bucket != null) {
            return bucket;
        }
        if (young.size() >= GENERATION) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        Bucket before = old.remove(key);
        Bucket revived = before == null ? new Bucket(of, now) : before;
        young.put(key, revived);
        return revived;
    }

    private static int left(long there) {
        return (int) ((there >= TOKEN ? there - TOKEN : there) / TOKEN);
    }

    /** Returns the wait in whole seconds, rounded up, as in Retry-After; at least one. */
    private static int secondsToOne(long there, ThrottleLimit limit) {
        long missing = Math.max(0, TOKEN - (there >= TOKEN ? there - TOKEN : there));
        return (int) Math.max(1, -Math.floorDiv(-missing, TOKEN * limit.refillPerSecond()));
    }

    /** Returns the limit of one principal in one subscription. */
    public ThrottleLimit limit() {
        return limit;
    }

    /** Returns the levels of up to {@code most} buckets, those with the smallest part left first. */
    public List<BucketLevel> emptiest(int most, Instant now) {
        List<Map.Entry<Key, Bucket>> all;
        synchronized (this) {
            all = new ArrayList<>(young.size() + old.size());
            all.addAll(young.entrySet());
            all.addAll(old.entrySet());
        }
        PriorityQueue<BucketLevel> fullestFirst = new PriorityQueue<>(BucketLevel.EMPTIEST_FIRST.reversed());
        long millis = now.toEpochMilli();
        double largest = 1;
        for (Map.Entry<Key, Bucket> one : all) {
            if (fullestFirst.size() < most || one.getValue().share(millis) < largest) {
                fullestFirst.add(one.getValue().level(one.getKey(), now));
                if (fullestFirst.size() > most) {
                    fullestFirst.remove();
                }
                largest = fullestFirst.element().share();
            }
        }
        return fullestFirst.stream().sorted(BucketLevel.EMPTIEST_FIRST).toList();
    }

    synchronized int size() {
        return young.size() + old.size();
    }

    public synchronized void clear() {
        young = new ConcurrentHashMap<>();
        old = new ConcurrentHashMap<>();
    }

    /**
     * The decision on a write.
     *
     * @param granted whether it may proceed
     * @param remaining how many writes this principal has left in this subscription
     * @param remainingGlobal how many writes all principals have left in it
     * @param retryAfterSeconds when to retry, if it may not proceed
     */
    record Grant(boolean granted, int remaining, int remainingGlobal, int retryAfterSeconds) {
        Header[] headers() {
            return new Header[] {
                new Header("x-ms-ratelimit-remaining-subscription-writes", Integer.toString(remaining)),
                new Header("x-ms-ratelimit-remaining-subscription-global-writes", Integer.toString(remainingGlobal))
            };
        }
    }

    /** The owner: a principal in a subscription, or all. Not a record, whose first comparison costs startup 50 ms. */
    private static final class Key implements Comparable<Key> {
        private static final Comparator<@Nullable String> NULL_FIRST =
                Comparator.nullsFirst(Comparator.<String>naturalOrder());

        private final String subscription;
        private final @Nullable String principal;

        Key(String subscription, @Nullable String principal) {
            this.subscription = subscription;
            this.principal = principal;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && subscription.equals(key.subscription)
                    && Objects.equals(principal, key.principal);
        }

        @Override
        public int hashCode() {
            return 31 * subscription.hashCode() + Objects.hashCode(principal);
        }

        /** Callers can choose keys that share a hash; given an order, the map still finds each in logarithmic time. */
        @Override
        public int compareTo(Key other) {
            int order = subscription.compareTo(other.subscription);
            return order != 0 ? order : NULL_FIRST.compare(principal, other.principal);
        }
    }

    /** Counts thousandths of tokens, so that a refill per second accrues by the millisecond. */
    private static final class Bucket {
        private final ThrottleLimit limit;
        private long thousandths;
        private long at;

        Bucket(ThrottleLimit limit, long now) {
            this.limit = limit;
            this.thousandths = limit.capacity() * TOKEN;
            this.at = now;
        }

        synchronized long take(long now) {
            refill(now);
            long there = thousandths;
            thousandths -= there >= TOKEN ? TOKEN : 0;
            return there;
        }

        /** Returns the part that is left, from 0 to 1. */
        synchronized double share(long now) {
            refill(now);
            return (double) thousandths / (limit.capacity() * TOKEN);
        }

        synchronized BucketLevel level(Key of, Instant now) {
            double share = share(now.toEpochMilli());
            long most = limit.capacity() * TOKEN;
            long millis = -Math.floorDiv(thousandths - most, limit.refillPerSecond());
            return new BucketLevel(
                    of.subscription,
                    of.principal,
                    limit.capacity(),
                    (int) (thousandths / TOKEN),
                    share,
                    now.plusMillis(millis));
        }

        private void refill(long now) {
            long most = limit.capacity() * TOKEN;
            // A clock that was set back must not stop the refill until it catches up.
            at = at - now > TOLERATED_MILLIS ? now : at;
            // Capped first, as days on a virtual clock would overflow.
            long gained = Math.min(most, Math.max(0, now - at)) * limit.refillPerSecond();
            thousandths = Math.min(most, thousandths + gained);
            at = Math.max(at, now);
        }
    }
}
