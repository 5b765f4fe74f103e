package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.contract.BucketLevel;
import io.github.apimreconnect.mockarm.internal.contract.Throttle;
import io.github.apimreconnect.mockarm.internal.contract.ThrottleLimit;
import java.time.Instant;
import java.util.Map;

/** The JSON of the write buckets. */
final class BucketsView {
    static final int USUAL = 100;
    static final int MOST = 1000;

    private BucketsView() {}

    static Map<String, Object> of(Throttle throttle, int most, Instant now) {
        ThrottleLimit limit = throttle.limit();
        return new Json()
                .put("now", now.toString())
                .put("enforced", limit.enforced())
                .put("capacity", limit.capacity())
                .put("refillPerSecond", limit.refillPerSecond())
                .put(
                        "buckets",
                        throttle.emptiest(most, now).stream()
                                .map(BucketsView::bucket)
                                .toList())
                .map();
    }

    private static Map<String, Object> bucket(BucketLevel level) {
        return new Json()
                .put("subscription", level.subscription())
                .put("principal", level.principal())
                .put("capacity", level.capacity())
                .put("left", level.left())
                .put("fullAt", level.fullAt().toString())
                .map();
    }
}
