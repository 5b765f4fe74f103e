package io.github.apimreconnect.mockarm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.journal.CheckResult;
import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The verdict on a run: the requests, refusals and scripts that count. */
final class VerdictOfARunTest {
    private final MockArm mock = MockArm.builder().journal(1).start();

    @AfterEach
    void close() {
        mock.close();
    }

    @Test
    void refusalsOfEveryPartCount() throws IOException {
        new Caller(mock).send();
        new Caller(mock).query("").send();
        new Caller(mock).header("Authorization", null).send();
        new Caller(mock).header("x-mock-scenario", "nonsense").send();
        new Caller(mock).path("/tenant/oauth2/v2.0/token").query("").send();
        new Caller(mock).path("/tenant/oauth2/v2.0/token").method("GET").send();
        new Caller(mock).path("/msi/token").method("GET").query("").send();
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send("nonsense\r\n\r\n").head();
        }
        assertThat(refusals())
                .isEqualTo(Map.of("http", 1L, "api-version", 1L, "token", 1L, "scenario", 1L, "token request", 3L));
        assertThat(verdict().requests()).isEqualTo(8);
        assertThat(verdict().refusals()).isEqualTo(7);
    }

    @Test
    void requestsToTheAdminApiDoNotCount() throws IOException {
        new Caller(mock).path("/_mock/nowhere").query("").send();
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send("POST /_mock/reset HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\n\r\n")
                    .head();
        }
        assertThat(verdict().requests()).isZero();
        assertThat(verdict().refusals()).isZero();
        assertThatNoException().isThrownBy(mock::verifyNoneRefused);
    }

    @Test
    void verifyNoneRefusedStartsOverAfterAReset() {
        new Caller(mock).query("").send();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(mock::verifyNoneRefused)
                .withMessageStartingWith("Requests were refused: api-version 1\napi-version: ");
        mock.reset();
        assertThatNoException().isThrownBy(mock::verifyNoneRefused);
        assertThat(verdict().refusals()).isEqualTo(1);
    }

    @Test
    void aRefusedTokenRequestIsInTheJournalWithItsReason() {
        new Caller(mock).path("/tenant/oauth2/v2.0/token").query("").send();
        assertThat(mock.journal().last().refusedBy()).isEqualTo("token request");
        assertThat(mock.journal().last().reason()).startsWith("invalid_request: ");
    }

    @Test
    void scriptedErrorsAndFaultsAreNotRefusals() {
        mock.script(Scope.ANY, Step.answer("internal-server-error"), Step.answer("authorization-failed"));
        new Caller(mock).send();
        new Caller(mock).send();
        assertThat(verdict().refusals()).isZero();
        assertThat(verdict().internalErrors().refused()).isZero();
        assertThat(verdict().statuses()).isEqualTo(Map.of(500, 1L, 403, 1L));
    }

    @Test
    void aResetWashesNeitherRefusalsNorUnusedScriptsAway() {
        new Caller(mock).query("").send();
        mock.script(Scope.ANY, Step.answer("service-locked"));
        mock.reset();
        mock.reset();
        mock.script(Scope.backend("other"), Step.answer("service-locked"));
        mock.close();
        assertThat(verdict().refusals()).isEqualTo(1);
        assertThat(verdict().firstUnusedScripts())
                .containsExactly("Script[*/*, unused [service-locked]]", "Script[*/other, unused [service-locked]]");
    }

    @Test
    void scriptsThatAreDiscardedAreNotUnused() {
        mock.script(Scope.ANY, Step.answer("service-locked")).cancel();
        mock.script(Scope.ANY, Step.answer("service-locked"));
        new Caller(mock).path("/_mock/scenarios").query("").method("DELETE").send();
        mock.close();
        assertThat(verdict().unusedScripts()).isZero();
    }

    private Verdict verdict() {
        return Parts.of(mock).memory().verdict();
    }

    private Map<String, Long> refusals() {
        return verdict().checks().stream()
                .filter(check -> check.refused() > 0)
                .collect(Collectors.toMap(CheckResult::check, CheckResult::refused));
    }
}
