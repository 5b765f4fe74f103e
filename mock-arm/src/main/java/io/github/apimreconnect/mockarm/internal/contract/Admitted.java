package io.github.apimreconnect.mockarm.internal.contract;

import io.github.apimreconnect.mockarm.internal.reply.Header;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed every check.
 *
 * @param principal the principal that sent it
 * @param grant the writes left in the buckets
 * @param asked the delay before the reconnect that the request asks for, or null for the default
 */
public record Admitted(
        String principal, Throttle.Grant grant, @Nullable Duration asked) {
    /** The service's default, for a request that gives none. */
    private static final Duration DEFAULT_AFTER = Duration.ofMinutes(2);

    /** Returns the delay before the reconnect. */
    public Duration after() {
        return asked == null ? DEFAULT_AFTER : asked;
    }

    /** Returns the headers that count the writes left in the buckets. */
    public Header[] counters() {
        return grant.headers();
    }

    /** Returns the values that a canned answer can use. */
    public Map<String, String> values() {
        return Map.of("principal", principal);
    }
}
