package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.Latency;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The requests that a query of the journal waits for.
 *
 * @param requests the number of matching requests, 1 or more
 * @param timeout the longest time to wait, in real time
 */
record AwaitQuery(int requests, Duration timeout) {
    /** More than any test would wait for. */
    static final int MOST = 1_000_000;

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** As in the OpenAPI document; {@link Duration#parse} alone also accepts signs and lowercase. */
    private static final Pattern TIME = Pattern.compile("[0-9]{1,12}(?:ms|s|m)|P[0-9DTHMS.]{1,40}");

    /** Reads {@code await} and {@code timeout}; empty if the query does not wait. */
    static Optional<AwaitQuery> of(Map<String, String> query) {
        Long requests = PageQuery.number("await", query.get("await"), 1, MOST);
        String timeout = query.get("timeout");
        if (requests == null) {
            if (timeout != null) {
                throw new IllegalArgumentException("'timeout' needs 'await', the number of requests to wait for");
            }
            return Optional.empty();
        }
        return Optional.of(new AwaitQuery(Math.toIntExact(requests), timeout == null ? USUAL : time(timeout)));
    }

    private static Duration time(String text) {
        if (TIME.matcher(text).matches()) {
            Duration time = timeOrNegative(text);
            if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        }
        throw new IllegalArgumentException(
                "'timeout' must be a time up to 60s, such as 500ms, 5s or PT5S, but was " + text);
    }

    private static Duration timeOrNegative(String text) {
        try {
            return Latency.time(text);
        } catch (IllegalArgumentException e) {
            return Duration.ofNanos(-1);
        }
    }
}
