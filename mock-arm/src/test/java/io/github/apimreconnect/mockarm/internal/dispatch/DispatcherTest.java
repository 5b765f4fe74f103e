package io.github.apimreconnect.mockarm.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Script;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MockArmExtension.class)
final class DispatcherTest {
    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void stepsAreUsedInTheirOrderAndAsOftenAsTheySay() {
        mock.script(Scope.ANY, Step.answer("too-many-requests").times(2), Step.answer("service-locked"));
        assertThat(statuses("b1", 4)).containsExactly(429, 429, 409, 202);
        mock.verifyScriptsUsed();
    }

    @Test
    void aScriptIsForItsScopeOnly() {
        mock.script(Scope.backend("proxy*"), Step.answer("service-locked"));
        assertThat(statuses("other", 1)).containsExactly(202);
        assertThat(statuses("PROXY-1", 2)).containsExactly(409, 202);
    }

    @Test
    void aScopeHasNoLoneSurrogatesSinceShownTheyWouldBeWildcards() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.script(Scope.backend("b\ud800"), Step.answer("service-locked")))
                .withMessage("'scope.backend' must not have lone surrogates, but has U+D800");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.script(Scope.ANY.inSubscription("\udfff"), Step.answer("service-locked")))
                .withMessage("'scope.subscription' must not have lone surrogates, but has U+DFFF");
    }

    @Test
    void ofSeveralScriptsTheFirstThatIsNotUsedUpCounts() {
        mock.script(Scope.ANY, Step.answer("service-locked"));
        mock.script(Scope.backend("b1"), Step.answer("gateway-timeout"));
        assertThat(statuses("b1", 3)).containsExactly(409, 504, 202);
    }

    @Test
    void aRepeatedHeaderIsRefused() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.raw("x-mock-scenario: service-locked\r\nx-mock-scenario: reset\r\n"));
            assertThat(raw.head()).startsWith("HTTP/1.1 400");
        }
        assertThat(mock.journal().last().refusedBy()).isEqualTo("scenario");
        assertThat(mock.journal().last().reason()).isEqualTo("x-mock-scenario: There must be one such header, not 2");
    }

    @Test
    void theHeaderBeatsAScriptAndLeavesItWhole() {
        Script script = mock.script(Scope.ANY, Step.answer("service-locked"));
        assertThat(new Caller(mock)
                        .header("x-mock-scenario", "gateway-timeout")
                        .send()
                        .statusCode())
                .isEqualTo(504);
        assertThat(script.unused()).containsExactly(Step.answer("service-locked"));
        script.cancel();
        mock.verifyScriptsUsed();
    }

    @Test
    void aRequestThatACheckRefusesUsesNothingUp() {
        Script script = mock.script(Scope.ANY, Step.answer("service-locked"));
        assertThat(new Caller(mock).query("").send().statusCode()).isEqualTo(400);
        assertThat(script.unused()).hasSize(1);
        script.cancel();
    }

    @Test
    void whatIsNotUsedUpIsAnErrorThatNamesIt() {
        mock.script(Scope.backend("b9"), Step.answer("service-locked").times(2), Step.parse("reset@in-body"));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(mock::verifyScriptsUsed)
                .withMessage("Scripts were not used up: Script[*/b9, unused [service-locked*2, reset@in-body]]");
        mock.reset();
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.script(Scope.ANY, Step.answer("nope")))
                .withMessageContainingAll("Unknown canned answer 'nope'. Known answers: accepted, ", "no-answer");
        HttpResponse<String> refused =
                new Caller(mock).header("x-mock-scenario", "nope").send();
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("UnknownScenario", "Unknown canned answer 'nope'. Known answers: accepted, ");
        assertThat(mock.journal().last().refusedBy()).isEqualTo("scenario");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.script(Scope.ANY))
                .withMessage("'steps' must not be empty");
    }

    @Test
    void theJournalSaysWhatWasScripted() {
        mock.script(Scope.ANY, Step.parse("service-locked+delay:1ms*2"));
        new Caller(mock).send();
        assertThat(mock.journal().last().scripted()).isEqualTo(Step.parse("service-locked+delay:1ms*2"));
        new Caller(mock).send();
        new Caller(mock).send();
        assertThat(mock.journal().last().scripted()).isNull();
    }

    @Test
    void theSameSeedStrikesTheSameRequests() throws RefusedException {
        List<String> first = struck(0.3, 7);
        assertThat(struck(0.3, 7)).isEqualTo(first);
        assertThat(struck(0.3, 8)).isNotEqualTo(first);
    }

    @Test
    void theRateIsTheShareThatIsStruckByEachKindAlike() throws RefusedException {
        List<String> struck = struck(0.25, 42);
        long plain = struck.stream().filter("accepted"::equals).count();
        long resets = struck.stream().filter("reset@before-answer"::equals).count();
        assertThat(plain).isBetween(7_300L, 7_700L);
        assertThat(resets).isBetween(1_100L, 1_400L);
        assertThat(struck(0, 42)).containsOnly("accepted");
        assertThat(struck(1, 42)).doesNotContain("accepted");
    }

    @Test
    void anInvalidRateOrKindIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomFaults(1.1, List.of(PlainStep.PLAIN), 0))
                .withMessageStartingWith("'faultRate' must be from 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomFaults(0.1, List.of(), 0))
                .withMessageStartingWith("'faultKinds'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockArm.builder()
                        .randomFaults(0, 1, List.of(Step.answer("nope")))
                        .start())
                .withMessageStartingWith("'faultKinds': Unknown canned answer 'nope'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockArm.builder()
                        .randomFaults(0, 1, List.of(Step.parse("nope*3")))
                        .start())
                .withMessage("'faultKinds': 'nope*3' has a count, which is only allowed in scripts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockArm.builder()
                        .randomFaults(0, 1, List.of(Step.status(409)))
                        .start())
                .withMessage("'faultKinds': '409 inline' is an inline answer, which is only allowed in scripts");
    }

    @Test
    void aHeaderIsForOneRequestAndHasNoCount() {
        HttpResponse<String> refused =
                new Caller(mock).header("x-mock-scenario", "service-locked*3").send();
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("UnknownScenario", "'service-locked*3' has a count, but the header applies to one request");
    }

    private List<Integer> statuses(String backend, int count) {
        Caller caller = new Caller(mock).path(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", backend));
        return IntStream.range(0, count)
                .mapToObj(i -> caller.send().statusCode())
                .toList();
    }

    private static List<String> struck(double rate, long seed) throws RefusedException {
        Dispatcher scenario = new Dispatcher(
                CannedAnswers.shipped(),
                new RandomFaults(rate, List.of(Step.parse("reset"), Step.answer("service-locked")), seed));
        List<String> struck = new ArrayList<>();
        ArmRequest request = Requests.reconnect();
        for (int i = 0; i < 10_000; i++) {
            struck.add(scenario.next(request).step().toString());
        }
        return struck;
    }
}
