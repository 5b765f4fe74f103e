package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.AzureException;
import io.github.apimreconnect.mockarm.MockArm;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Two million calls, one answer in a hundred a fault, and each of them accounted for. */
final class FaultsSoakIT {
    private static final Scale SCALE = Scale.current();
    private static final long CALLS = (long) SCALE.rounds() * SCALE.round().calls();
    private static final long SEED = 20261121;

    /** Growth of the live heap, without the first rounds, which fill the bounded structures. */
    private static final long HEAP = 16L * 1024 * 1024;

    @Test
    void everyCallIsAccountedForAndNothingIsLeftBehind() throws Exception {
        try (MockArm mock = RandomFaults.mock(0.01, SEED).start()) {
            Rounds.run(2, SCALE.round(), mock.endpoint(), mock);
            Footprint before = Footprint.atRest();
            Round all = Rounds.run(SCALE.rounds(), SCALE.round(), mock.endpoint(), mock);
            Footprint after = Footprint.atRest();
            new Report("Faults")
                    .line("Seed %d.", SEED)
                    .latency(all.measured())
                    .reconciliation(all.reconciliation())
                    .footprint(before, after)
                    .write();
            assertThat(all.reconciliation().calls()).isEqualTo(CALLS);
            assertThat(all.reconciliation().differences()).isEmpty();
            assertThat(all.reconciliation().heard())
                    .as("every attempt is in the journal")
                    .isEqualTo(all.reconciliation().attempts());
            assertThat(all.reconciliation().attempts())
                    .as("faults make calls try again")
                    .isGreaterThan(CALLS + CALLS / 200);
            assertThat(all.measured().failures())
                    .hasSizeLessThan(Math.toIntExact(CALLS / 1_000))
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOfAny(AzureException.class, IOException.class, TimeoutException.class));
            assertThat(after.threads())
                    .hasSizeLessThanOrEqualTo(before.threads().size() + 2);
            assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 4);
            assertThat(after.heap() - before.heap()).as("bytes gained").isLessThan(HEAP);
        }
    }
}
