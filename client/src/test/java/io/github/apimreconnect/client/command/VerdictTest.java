package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.client.FleetSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    @Test
    void onlyIfAllWereAcceptedIsItZero() {
        assertThat(of(2, Backends.accepted("a"), Backends.accepted("b")).exit()).isEqualTo(ExitCode.ACCEPTED);
        assertThat(of(3, Backends.accepted("a"), Backends.accepted("b")).exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(of(0).exit()).isEqualTo(ExitCode.ACCEPTED);
    }

    @Test
    void noConnectionMeansThatEveryCallFailedWithIt() {
        Verdict none = of(3, Backends.disconnected("a"), Backends.disconnected("b"), notAttempted());
        assertThat(none.exit()).isEqualTo(ExitCode.NO_CONNECTION);
        assertThat(none.problem()).isNotNull();
        assertThat(none.problem().message()).startsWith("connection refused");
        assertThat(of(2, Backends.disconnected("a"), Backends.accepted("b")).exit())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(of(1, notAttempted()).exit()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void theRestIsCountedAndAdviceGiven() {
        Problem problem = of(3, Backends.accepted("a"), notAttempted()).problem();
        assertThat(problem).isNotNull();
        assertThat(problem.message()).isEqualTo("2 of 3 backends were not accepted");
        assertThat(problem.next()).isEqualTo("do this");
    }

    @Test
    void aRunIsHopelessIfNoneOfTheFirstTwentyCallsWasAnswered() {
        Verdict.Builder verdict = new Verdict.Builder();
        for (int i = 1; i < 20; i++) {
            verdict.add(Backends.disconnected("b" + i));
        }
        assertThat(verdict.isHopeless()).isFalse();
        verdict.add(Backends.disconnected("b20"));
        assertThat(verdict.isHopeless()).isTrue();
        verdict.add(Backends.accepted("b21"));
        assertThat(verdict.isHopeless()).isFalse();
    }

    private static FleetOutcome notAttempted() {
        return new FleetOutcome.NotAttempted(Backends.named("x"), 9);
    }

    private static Verdict of(long planned, FleetOutcome... outcomes) {
        Verdict.Builder verdict = new Verdict.Builder();
        List.of(outcomes).forEach(verdict::add);
        return verdict.build(List.of(outcomes).stream().collect(FleetSummary.collector()), planned, null, "do this");
    }
}
