package io.github.apimreconnect.mockarm.internal.contract;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The level of a write bucket.
 *
 * @param subscription the subscription, as the buckets know it
 * @param principal the principal, or null for the bucket of all
 * @param capacity how many writes it holds
 * @param left how many are left
 * @param share the part of it that is left, from 0 to 1
 * @param fullAt when it is full, if there are no more writes
 */
public record BucketLevel(
        String subscription, @Nullable String principal, int capacity, int left, double share, Instant fullAt) {
    /** Those with the smallest part left first. */
    static final Comparator<BucketLevel> EMPTIEST_FIRST = Comparator.comparingDouble(BucketLevel::share)
            .thenComparing(BucketLevel::subscription)
            .thenComparing(BucketLevel::principal, Comparator.nullsFirst(Comparator.naturalOrder()));
}
