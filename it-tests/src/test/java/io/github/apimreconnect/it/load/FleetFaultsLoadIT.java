package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetSummary;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A fleet of which one answer in twenty is a fault: each backend has one outcome, the one the mock gave it. */
final class FleetFaultsLoadIT {
    private static final int BACKENDS = FleetScale.current().faulty();
    private static final int PER_SUBSCRIPTION = 100;
    private static final long SEED = 20261123;

    /** Many, since an answer that never comes holds one for 5 seconds. */
    private static final int IN_FLIGHT = 512;

    /** More than all requests, retries included. */
    private static final int JOURNAL = 2 * BACKENDS;

    @Test
    void everyBackendHasOneOutcomeThoughFaultsStrike() throws Exception {
        FleetLedger ledger = new FleetLedger(BACKENDS);
        try (MockArm mock = RandomFaults.mock(0.05, SEED).journal(JOURNAL).start();
                JournalTail journal = new JournalTail(mock.journal());
                LoadClient client = LoadClient.hardlyTapped(
                        mock.endpoint(), mock.certificateAuthority(), Rounds.RESPONSE, IN_FLIGHT)) {
            FleetSummary summary = client.watchedBy(ledger)
                    .reconnectAll(
                            FleetIds.spread(BACKENDS, PER_SUBSCRIPTION), new FleetOptions().setConcurrency(IN_FLIGHT))
                    .doOnNext(ledger::ended)
                    .collect(FleetSummary.collector())
                    .block(Duration.ofMinutes(10));
            Objects.requireNonNull(summary);
            List<JournalEntry> entries = journal.all();
            Reconciliation calls = ledger.against(entries);
            long struck = entries.stream()
                    .map(JournalEntry::scripted)
                    .filter(Objects::nonNull)
                    .count();
            new Report("Fleet: random faults")
                    .line(
                            "%,d backends in %,d subscriptions, %,d requests struck, seed %d: %s %s in %.1f s.",
                            BACKENDS,
                            BACKENDS / PER_SUBSCRIPTION,
                            struck,
                            SEED,
                            summary.counts(),
                            summary.codes(),
                            summary.elapsed().toMillis() / 1e3)
                    .reconciliation(calls)
                    .write();
            assertThat(struck).isBetween(BACKENDS * 45L / 1000, BACKENDS * 60L / 1000);
            assertThat(ledger.miscounted()).as("seed %d", SEED).isEmpty();
            assertThat(calls.differences()).as("seed %d", SEED).isEmpty();
            assertThat(calls.heard()).as("every attempt is in the journal").isEqualTo(calls.attempts());
            assertThat(summary.total() - calls.accepted())
                    .as("only a call that chance struck each time fails; %s", summary.codes())
                    .isEqualTo(RandomFaults.struckEachTime(entries));
        }
    }
}
