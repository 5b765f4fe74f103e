package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MockArmExtension.class)
final class SlowConnectionsLoadIT {
    private static final int COUNT = Scale.current().slowConnections();
    private static final Schedule SCHEDULE = Schedule.of(200, Duration.ofSeconds(5));

    /** The mock's timeout for the head of a request. */
    private static final Duration HEAD = Duration.ofSeconds(10);

    @Test
    void slowConnectionsAreClosedInTimeAndDoNotHoldUpTheOthers(MockArm mock) throws Exception {
        try (LoadClient client = new LoadClient(mock.endpoint(), mock.certificateAuthority(), Duration.ofSeconds(60));
                SlowConnections slow = new SlowConnections(mock.port(), COUNT)) {
            Round round = Round.run(1, SCHEDULE, client, mock);
            assertThat(round.measured().failures()).isEmpty();
            assertThat(round.reconciliation().accepted()).isEqualTo(SCHEDULE.calls());
            assertThat(round.reconciliation().differences()).isEmpty();
            assertThat(Measured.percentile(round.measured().fromDue(), 99))
                    .isLessThan(round.measured().bound(Duration.ofSeconds(3)));
            assertThat(slow.awaitAllClosed(HEAD.multipliedBy(2))).isTrue();
            assertThat(slow.ends())
                    .hasSize(COUNT)
                    .allSatisfy(end -> assertThat(end).isBetween(HEAD.dividedBy(2), HEAD.multipliedBy(2)));
            new Report("Beside slow connections")
                    .line(
                            "%,d connections that sent a byte a second; the mock closed them after %.1f to %.1f seconds.",
                            COUNT,
                            Collections.min(slow.ends()).toMillis() / 1e3,
                            Collections.max(slow.ends()).toMillis() / 1e3)
                    .latency(round.measured())
                    .reconciliation(round.reconciliation())
                    .write();
        }
    }
}
