package io.github.apimreconnect.mockarm.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private final Verdict verdict = new Verdict();
    private final RecordedRequest accepted = Entries.of(Requests.reconnect(), 202, PlainStep.PLAIN, null);

    @Test
    void aMillionRequestsAreCountedAndTheFirstRefusalsKept() {
        for (int i = 0; i < 1_000_000; i++) {
            if (i % 4 == 0) {
                refuse("token", "reason " + i);
            } else {
                verdict.passed(accepted, CheckNames.LAST);
            }
        }
        assertThat(verdict.requests()).isEqualTo(1_000_000);
        assertThat(verdict.refusals()).isEqualTo(250_000);
        assertThat(verdict.statuses()).isEqualTo(Map.of(202, 750_000L, 400, 250_000L));
        CheckResult token = result("token");
        assertThat(token.refused()).isEqualTo(250_000);
        assertThat(token.first())
                .extracting(ShownRefusal::reason)
                .startsWith("reason 0", "reason 4")
                .hasSize(Verdict.SHOWN);
    }

    @Test
    void aCheckIsReachedByWhatItOrALaterOneStopped() {
        assertThat(verdict.checks()).noneMatch(CheckResult::reached);
        refuse("subscription", "");
        assertThat(verdict.checks())
                .filteredOn(CheckResult::reached)
                .extracting(CheckResult::check)
                .containsExactly("http", "path", "api-version", "token", "subscription");
        verdict.passed(accepted, CheckNames.LAST);
        assertThat(verdict.checks())
                .filteredOn(CheckResult::reached)
                .extracting(CheckResult::check)
                .containsExactlyElementsOf(CheckNames.IN_ORDER);
    }

    @Test
    void aTokenRequestReachesNoCheckOfTheRequestPathButHttp() {
        verdict.passed(accepted, CheckNames.TOKEN_REQUEST);
        assertThat(verdict.checks())
                .filteredOn(CheckResult::reached)
                .extracting(CheckResult::check)
                .containsExactly("http", CheckNames.TOKEN_REQUEST);
    }

    @Test
    void aCheckThatIsNotListedHasItsResult() {
        refuse("tea", "");
        assertThat(verdict.checks()).last().isEqualTo(result("tea"));
        assertThat(verdict.refusals()).isEqualTo(1);
    }

    @Test
    void aFailureOfTheMockIsNotARefusal() {
        refuse(CheckNames.INTERNAL_ERROR, "");
        verdict.failedUnrecorded();
        assertThat(verdict.refusals()).isZero();
        assertThat(verdict.internalErrors().refused()).isEqualTo(2);
        assertThat(verdict.requests()).isEqualTo(2);
    }

    @Test
    void scriptsAreCountedAndTheFirstKept() {
        verdict.unused(Collections.nCopies(60, "x".repeat(1_000)));
        verdict.unused(List.of("last"));
        assertThat(verdict.unusedScripts()).isEqualTo(61);
        assertThat(verdict.firstUnusedScripts())
                .hasSize(Verdict.SHOWN_SCRIPTS)
                .allSatisfy(script -> assertThat(script).hasSize(403));
    }

    private void refuse(String check, String reason) {
        RefusedException refused = new RefusedException(check, "", reason);
        verdict.refused(Entries.of(Requests.reconnect(), 400, PlainStep.PLAIN, refused), check);
    }

    private CheckResult result(String check) {
        return verdict.checks().stream()
                .filter(one -> one.check().equals(check))
                .findFirst()
                .orElseThrow();
    }
}
