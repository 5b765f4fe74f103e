package io.github.apimreconnect.mockarm;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a mock was started with.
 *
 * @param host the address to bind, or null for both loopback addresses
 * @param port the port, 0 for any free one
 * @param auth which tokens are taken
 * @param apiVersions the versions that are supported, or null for any
 * @param strictDuration whether {@code after} below two minutes is refused
 * @param throttle the write bucket
 * @param journalCapacity how many requests the journal keeps
 * @param drainTimeout how long closing waits for requests in flight
 * @param world what exists
 * @param answers the canned answers
 * @param randomFaults what strikes at random
 * @param limits how long connections may take
 * @param clock the time of replies, throttle and pending reconnects
 * @param onRequest who hears of each request, on an event loop
 */
record Settings(
        @Nullable String host,
        int port,
        Auth auth,
        @Nullable List<String> apiVersions,
        boolean strictDuration,
        ThrottleLimit throttle,
        int journalCapacity,
        Duration drainTimeout,
        World world,
        CannedAnswers answers,
        RandomFaults randomFaults,
        Limits limits,
        Clock clock,
        Consumer<JournalEntry> onRequest) {
    /** Longer drains say nothing, and nanoseconds have an end. */
    private static final Duration LONGEST_DRAIN = Duration.ofDays(1);

    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    Settings {
        if (port < 0 || port > 65_535) {
            throw new BadSettingException("port", " must be from 0 to 65535, but was " + port);
        }
        if (journalCapacity < 1) {
            throw new BadSettingException("journal", " must be 1 or more, but was " + journalCapacity);
        }
        if (drainTimeout.isNegative() || drainTimeout.compareTo(LONGEST_DRAIN) > 0) {
            throw new BadSettingException("drainTimeout", " must be from 0 to 1 day, but was " + drainTimeout);
        }
        if (apiVersions != null
                && (apiVersions.isEmpty() || apiVersions.stream().anyMatch(String::isBlank))) {
            throw new BadSettingException("apiVersions", " must name versions, and nothing else");
        }
        randomFaults.kinds().forEach(kind -> required(kind, answers));
    }

    private static void required(Step kind, CannedAnswers answers) {
        try {
            answers.require(kind.answer());
        } catch (IllegalArgumentException e) {
            throw new BadSettingException("faultKinds", ": " + e.getMessage(), e);
        }
    }

    /** The name that callers use: of the address, or localhost where it is loopback or all. */
    String publicHost() {
        return host == null || WILDCARDS.contains(host) ? "localhost" : host;
    }

    /** What the mock calls itself. */
    String origin(int port) {
        String name = publicHost();
        return "https://" + (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
    }
}
