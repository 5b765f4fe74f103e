package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class CutsLoadIT {
    /** A rate that a relay on the same machine can carry, even in a soak. */
    private static final Schedule SCHEDULE = Schedule.of(300, Duration.ofSeconds(4));

    /** In each direction: about one request or answer in a hundred. */
    private static final double CHANCE = 0.005;

    private static final long SEED = 20261121;

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().journal(Rounds.JOURNAL));

    @Test
    void everyCallIsAcceptedAndAccountedForThoughConnectionsAreCut(MockArm mock) throws Exception {
        try (CuttingRelay relay = new CuttingRelay(mock.port(), CHANCE, SEED)) {
            Round all = Rounds.run(1, SCHEDULE, URI.create("https://127.0.0.1:" + relay.port()), mock);
            new Report("Connections cut")
                    .line("%,d connections reset, seed %d.", relay.cuts(), SEED)
                    .latency(all.measured())
                    .reconciliation(all.reconciliation())
                    .write();
            assertThat(relay.cuts()).isPositive();
            assertThat(all.measured().failures()).isEmpty();
            assertThat(all.reconciliation().accepted()).isEqualTo(SCHEDULE.calls());
            assertThat(all.reconciliation().cut()).isPositive();
            assertThat(Measured.percentile(all.measured().fromDue(), 100))
                    .as("a reset is noticed, and not waited for")
                    .isLessThan(all.measured().bound(Rounds.RESPONSE));
            assertThat(all.reconciliation().differences()).isEmpty();
        }
    }
}
