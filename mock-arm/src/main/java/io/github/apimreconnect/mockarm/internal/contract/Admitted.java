package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.internal.reply.Header;
import java.time.Duration;
import java.util.Map;

/**
 * A request that passed every check.
 *
 * @param principal the principal that sent it
 * @param grant the writes left in the buckets
 * @param after the delay before the reconnect
 */
public record Admitted(String principal, Throttle.Grant grant, Duration after) {
    /** The service's default, for a request that gives none. */
    static final Duration DEFAULT_AFTER = Duration.ofMinutes(2);

    /** Returns the headers that count the writes left in the buckets. */
    public Header[] counters() {
        return grant.headers();
    }

    /** Returns the values that a canned answer can use. */
    public Map<String, String> values() {
        return Map.of("principal", principal);
    }
}
