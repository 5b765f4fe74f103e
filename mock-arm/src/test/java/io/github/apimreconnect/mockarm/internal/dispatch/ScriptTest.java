package io.github.apimreconnect.mockarm.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScriptTest {
    private final PendingScript script = script(
            Scope.ANY,
            2,
            Step.answer("gateway-timeout"),
            Step.answer("service-locked").times(2));

    @Test
    void itsStepsAreUsedInTheirOrderAsOftenAsTheySay() {
        List<String> answers = new ArrayList<>();
        for (Optional<PreparedStep> next = script.next(); next.isPresent(); next = script.next()) {
            answers.add(next.get().step().answer());
        }
        assertThat(answers)
                .containsExactly(
                        "gateway-timeout",
                        "service-locked",
                        "service-locked",
                        "gateway-timeout",
                        "service-locked",
                        "service-locked");
        assertThat(script.isUsedUp()).isTrue();
        assertThat(script.unused()).isEmpty();
    }

    @Test
    void eachStepIsGivenWithTheNumberOfItsUsesThatAreLeft() {
        assertThat(script.isUsedUp()).isFalse();
        assertThat(List.of(script.next(), script.next(), script.next()))
                .map(next -> next.map(PreparedStep::step).map(Step::toString).orElse(""))
                .containsExactly("gateway-timeout", "service-locked*2", "service-locked");
    }

    @Test
    void whatIsUnusedIsListedFromTheStepAtHandOn() {
        script.next();
        script.next();
        assertThat(script.unused())
                .map(Step::toString)
                .containsExactly("service-locked", "gateway-timeout", "service-locked*2");
        assertThat(script.unusedCount()).isEqualTo(3);
        script.cancel();
        assertThat(script.unused()).isEmpty();
        assertThat(script.next()).isEmpty();
    }

    @Test
    void aLongOneIsCutShortInMessages() {
        assertThat(script(Scope.ANY, 100_000, Step.answer("service-locked")).toString())
                .hasSizeLessThan(500)
                .contains("and 99980 more");
    }

    @Test
    void itIsOneLineWithoutControlCharactersInMessages() {
        Scope scope = new Scope("\u202e", "\u001b[31mX\nINJECT");
        assertThat(script(scope, 1, Step.status(409).text("a\u001b\u2028b")))
                .hasToString("Script[\\u202e/\\u001b[31mX\\u000aINJECT, unused [409 inline (a??b)]]");
    }

    @Test
    void twentyStepsAreShownWhole() {
        PendingScript twenty = script(Scope.backend("b*"), 20, Step.answer("service-locked"));
        assertThat(twenty.scope()).isEqualTo(Scope.backend("b*"));
        assertThat(twenty.toString())
                .startsWith("Script[*/b*, unused [service-locked, ")
                .doesNotContain("more");
    }

    @Test
    void noMoreStepsAreListedThanAskedFor() {
        assertThat(script.next(2)).map(Step::toString).containsExactly("gateway-timeout", "service-locked*2");
        assertThat(script.next(0)).isEmpty();
    }

    @Test
    void aScopeCoversASubscriptionAndItsBackends() {
        ArmPath path = ArmPath.of(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "proxy-1"));
        assertThat(covers(Scope.ANY, path)).isTrue();
        assertThat(covers(Scope.backend("proxy*"), path)).isTrue();
        assertThat(covers(Scope.backend("proxy*").inSubscription(Caller.SUBSCRIPTION.toUpperCase(Locale.ROOT)), path))
                .isTrue();
        assertThat(covers(Scope.backend("proxy*").inSubscription("another"), path))
                .isFalse();
        assertThat(covers(Scope.backend("proxy*").inSubscription("0f8fad5b-*"), path))
                .as("wildcards are for backends")
                .isFalse();
        assertThat(covers(Scope.backend("other"), path)).isFalse();
    }

    private static boolean covers(Scope scope, ArmPath path) {
        return script(scope, 1, Step.answer("service-locked")).covers(path);
    }

    private static PendingScript script(Scope scope, int rounds, Step... steps) {
        return new PendingScript(
                1,
                scope,
                Arrays.stream(steps)
                        .map(step -> new PreparedStep(step, null, 0))
                        .toList(),
                rounds,
                cancelled -> {});
    }
}
