package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Twenty thousand calls, one answer in twenty a fault, and each of them accounted for. */
final class FaultsLoadIT {
    private static final Schedule SCHEDULE = Schedule.of(2_000, Duration.ofSeconds(10));
    private static final long SEED = 20261122;

    /** The client's limit for a call including retries, plus a second for a busy machine. */
    private static final Duration DEADLINE = Duration.ofMinutes(3).plusSeconds(1);

    @Test
    void everyCallIsAcceptedAndAccountedForThoughFaultsStrike() throws Exception {
        try (MockArm mock = RandomFaults.mock(0.05, SEED).start()) {
            Round all = Rounds.run(1, SCHEDULE, mock.endpoint(), mock);
            long struck = mock.journal().entries().stream()
                    .map(JournalEntry::scripted)
                    .filter(Objects::nonNull)
                    .count();
            new Report("Random faults")
                    .line("%,d requests struck, seed %d.", struck, SEED)
                    .latency(all.measured())
                    .reconciliation(all.reconciliation())
                    .write();
            Reconciliation calls = all.reconciliation();
            assertThat(struck).as("seed %d", SEED).isBetween(900L, 1_200L);
            // In three runs of a thousand, chance strikes all attempts of a call; then it alone must fail.
            long struckEachTime = RandomFaults.struckEachTime(mock.journal().entries());
            assertThat(all.measured().failures()).as("seed %d", SEED).hasSize((int) struckEachTime);
            assertThat(calls.accepted()).isEqualTo(SCHEDULE.calls() - struckEachTime);
            assertThat(calls.differences()).as("seed %d", SEED).isEmpty();
            assertThat(calls.heard()).as("every attempt is in the journal").isEqualTo(calls.attempts());
            assertThat(Duration.ofNanos(all.measured().fromSent().getMaxValue()))
                    .isLessThan(DEADLINE);
        }
    }
}
