package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StepTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "accepted",
                "too-many-requests",
                "too-many-requests*2",
                "delay:200ms",
                "delay:2s",
                "delay:100ms..300ms",
                "delay:lognormal(80ms,0.5)",
                "delay:lognormal(80ms,0.5)*7",
                "reset@before-answer",
                "reset@in-head",
                "reset@in-body*3",
                "reset@after-answer",
                "stall@in-head",
                "truncate@in-body",
                "slow-body:50ms",
                "garbage",
                "bad-gateway-html",
                "no-answer",
                "service-locked+delay:2s",
                "service-locked+truncate@in-head*4",
            })
    void aTextIsReadAndWrittenBack(String text) {
        assertThat(Step.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "reset, reset@before-answer",
        "stall, stall@in-head",
        "truncate, truncate@in-body",
        "slow-body, slow-body:100ms",
        "delay:PT2S, delay:2s",
        "delay:5m, delay:300s",
        "delay:PT0.0015S, delay:PT0.0015S",
        "' garbage*1 ', garbage",
        "accepted+delay:1s, delay:1s",
        "'delay:lognormal(1s,10)', 'delay:lognormal(1s,10.0)'",
    })
    void whatATextLeavesOutHasADefault(String text, String whole) {
        assertThat(Step.parse(text)).hasToString(whole).isEqualTo(Step.parse(whole));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "reset@never|Unknown moment 'never'. Known moments: before-answer, in-head, in-body, after-answer",
                "reset@|Unknown moment ''. Known moments: before-answer, in-head, in-body, after-answer",
                "slow-body:|'' is not a time; write 200ms, 2s, 5m or PT2S",
                "reset:2s|'reset' does not accept ':2s'",
                "garbage@in-head|'garbage' does not accept '@in-head'",
                "delay@in-head|'delay' does not accept '@in-head'",
                "delay|'' is not a time; write 200ms, 2s, 5m or PT2S",
                "delay:fast|'fast' is not a time; write 200ms, 2s, 5m or PT2S",
                "delay:-1s|'-1s' is not a time",
                "delay:PT-1S|A latency must be from 0 to 1 day, but was PT-1S",
                "delay:25h|'25h' is not a time",
                "delay:PT25H|A latency must be from 0 to 1 day, but was PT25H",
                "delay:999999999999m|A latency must be from 0 to 1 day",
                "delay:..1s|'' is not a time",
                "delay:2s..1s|'2s..1s' ends before it starts",
                "delay:lognormal(1s)|is not a time",
                "delay:lognormal(1s,11)|'sigma' must be from 0 to 10, but was 11.0",
                "slow-body:0s|'slow-body' must pause for more than 0 and up to 1 day, but was PT0S",
                "service-locked+later|Unknown fault 'later'. Known faults: delay, reset, stall, truncate",
                "reset*0|'times' must be 1 or more, but was 0",
                "reset*many|'reset*many' must end with a number after its '*'",
                "reset*99999999999|must end with a number after its '*'",
            })
    void anInvalidTextIsRefusedWithTheKnownOnes(String text, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> Step.parse(text)).withMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@in-body", ":2s"})
    void aFaultHasAName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.parse(text))
                .withMessageStartingWith("Unknown fault ''. Known faults: delay, ");
    }

    @Test
    void codeSaysTheSameAsText() {
        assertThat(Step.answer("service-locked")
                        .with(new Fault.Delay(new Latency.Fixed(Duration.ofSeconds(2))))
                        .times(3))
                .isEqualTo(Step.parse("service-locked+delay:2s*3"));
        assertThat(Step.fault(new Fault.Reset(Fault.Moment.IN_BODY))).isEqualTo(Step.parse("reset@in-body"));
        assertThat(new Fault.Delay(new Latency.LogNormal(Duration.ofMillis(80), 1e-5)))
                .hasToString("delay:lognormal(80ms,0.000010)")
                .isEqualTo(Fault.parse("delay:lognormal(80ms,0.000010)"));
    }

    @SuppressWarnings("NullAway") // what the compiler of a caller may let pass
    static Stream<Arguments> nulls() {
        return Stream.of(
                nothing("name", () -> Step.answer(null)),
                nothing("fault", () -> Step.fault(null)),
                nothing("text", () -> Step.parse(null)),
                nothing("text", () -> Fault.parse(null)),
                nothing("fault", () -> Step.answer("accepted").with(null)),
                nothing("fault", () -> Step.status(409).with(null)),
                nothing("body", () -> Step.status(409).json(null)),
                nothing("body", () -> Step.status(409).text(null)),
                nothing("name", () -> Step.status(409).header(null, "x")),
                nothing("value", () -> Step.status(409).header("x", null)));
    }

    private static Arguments nothing(String name, ThrowingCallable call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void anArgumentThatIsNullIsNamed(String name, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name);
    }

    @Test
    void everyKindHasAText() {
        assertThat(Fault.KINDS)
                .allSatisfy(kind -> assertThat(Fault.parse(kind.equals("delay") ? "delay:1s" : kind)
                                .toString())
                        .startsWith(kind));
        assertThat(Fault.KINDS)
                .<Class<?>>map(kind ->
                        Fault.parse(kind.equals("delay") ? "delay:1s" : kind).getClass())
                .hasSameElementsAs(Set.of(Fault.class.getPermittedSubclasses()));
    }
}
