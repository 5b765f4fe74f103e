package io.github.apimreconnect.it.load;

import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.client.FleetSummary;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;

/**
 * A fleet that has run.
 *
 * @param summary what the caller sees
 * @param heard the requests of the fleet in the journal, without those of other clients
 */
record FleetRound(FleetSummary summary, List<JournalEntry> heard) {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CONNECTIONS = 64;
    private static final Duration RESPONSE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    static FleetRound run(MockArm mock, Publisher<BackendId> backends, FleetOptions options) {
        return run(mock, backends, options, outcome -> {});
    }

    /** Runs a fleet over connections of its own. */
    static FleetRound run(
            MockArm mock,
            Publisher<BackendId> backends,
            FleetOptions options,
            Consumer<? super FleetOutcome> listener) {
        mock.journal().clear();
        try (LoadClient client =
                LoadClient.hardlyTapped(mock.endpoint(), mock.certificateAuthority(), RESPONSE, CONNECTIONS)) {
            FleetSummary summary = client.builder()
                    .buildAsyncClient()
                    .reconnectAll(backends, options)
                    .doOnNext(listener)
                    .collect(FleetSummary.collector())
                    .block(LIMIT);
            List<JournalEntry> heard = mock.journal().entries().stream()
                    .filter(entry -> entry.clientRequestId() != null)
                    .toList();
            return new FleetRound(Objects.requireNonNull(summary), heard);
        }
    }

    double seconds() {
        return summary.elapsed().toNanos() / 1e9;
    }

    /** Returns how many requests found the bucket empty. */
    long throttled() {
        return heard.stream()
                .filter(entry -> entry.status() == TOO_MANY_REQUESTS)
                .count();
    }

    /** Returns these requests by the number of backends. */
    double throttledShare() {
        return (double) throttled() / summary.total();
    }

    /** Reports the round. */
    Report report(String title) {
        return new Report(title)
                .line(
                        "%,d backends, %s; %,d requests, of which %,d were answered 429 (%.1f %% of the backends).",
                        summary.total(), summary.counts(), heard.size(), throttled(), 100 * throttledShare());
    }
}
