package io.github.apimreconnect.mockarm.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.apimreconnect.mockarm.InlineStep;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Script;
import io.github.apimreconnect.mockarm.Step;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules and the bounds of inline answers. */
final class InlineAnswerTest {
    private final Dispatcher dispatcher = new Dispatcher(CannedAnswers.shipped(), RandomFaults.NONE);

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of(Step.status(199), "'steps[0].status' must be from 200 to 599"),
                Arguments.of(Step.status(204).json("{}"), "'steps[0].status' is 204, which has no body"),
                Arguments.of(Step.status(409).json("{}").text(""), "'steps[0].text' and 'body' cannot be combined"),
                Arguments.of(Step.status(409).header("x y", ""), "'steps[0].headers.x y' cannot be set"),
                Arguments.of(
                        Step.status(409).header("Content-Length", "1"),
                        "'steps[0].headers.Content-Length' cannot be set"),
                Arguments.of(
                        Step.status(409).header("Date", "now"),
                        "'steps[0].headers.Date' is set by the mock unless 'armHeaders' is false"),
                Arguments.of(
                        Step.status(409).header("x", "a\nb"),
                        "'steps[0].headers.x' must be ISO 8859-1 without control characters, but has U+000A"),
                Arguments.of(
                        Step.status(409).header("x", "{{nobody}}"),
                        "'steps[0].headers.x' has the unknown placeholder {{nobody}}. Known placeholders: "),
                Arguments.of(
                        Step.status(409).json("\"{{nobody}}\""),
                        "'steps[0].body' has the unknown placeholder {{nobody}}. Known placeholders: "),
                Arguments.of(
                        Step.status(409).json("\"\uD800\""),
                        "'steps[0].body' must not have lone surrogates, but has U+D800"),
                Arguments.of(
                        Step.status(409).json("{\"a\":[{\"\uDC00\":1}]}"),
                        "'steps[0].body' must not have lone surrogates, but has U+DC00"),
                Arguments.of(
                        Step.status(409).text("\uDC00\uD800"),
                        "'steps[0].text' must not have lone surrogates, but has U+DC00"),
                Arguments.of(
                        Step.status(409).header("x", "\uD800"),
                        "'steps[0].headers.x' must be ISO 8859-1 without control characters, but has U+D800"),
                Arguments.of(
                        Step.status(409).json("[{\"a\":\"\\ud800\"}]"),
                        "'steps[0].body' must not have lone surrogates, but has U+D800"),
                Arguments.of(Step.status(409).json(""), "'steps[0].body' is not valid JSON"),
                Arguments.of(
                        Step.status(409).json("{\n\"a\": nope}"),
                        "'steps[0].body' is not valid JSON at line 2, column 6: Unrecognized token 'nope'"),
                Arguments.of(
                        Step.status(409).json("{\"a\":1,\"a\":2}"),
                        "'steps[0].body' is not valid JSON at line 1, column 11: Duplicate field 'a'"),
                Arguments.of(Step.status(409).json("{} {}"), "'steps[0].body' is not valid JSON at line 1, column "),
                Arguments.of(
                        Step.status(409).json("[".repeat(101) + "]".repeat(101)),
                        "'steps[0].body' must have at most 100 levels"),
                Arguments.of(
                        Step.status(409).json("[".repeat(5000) + "]".repeat(5000)),
                        "'steps[0].body' is not valid JSON"),
                Arguments.of(
                        Step.status(409).header("x", "{{now}}").json("\"" + "{{now}}".repeat(100) + "\""),
                        "'steps[0].body' and 'headers' must have at most 100 placeholders, but had 101"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anInvalidAnswerIsRefusedByItsField(InlineStep step, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> add(step))
                .satisfies(e -> assertThat(e.getMessage()).startsWith(problem));
        assertThat(dispatcher.scripts()).isEmpty();
    }

    @Test
    void aHundredLevelsAndAHundredPlaceholdersAreAllowed() {
        assertThatCode(() -> add(
                        Step.status(409).json("[".repeat(100) + "\"" + "{{now}}".repeat(100) + "\"" + "]".repeat(100))))
                .doesNotThrowAnyException();
    }

    @Test
    void allInlineAnswersThatAreNotUsedUpShareABudgetOfBytes() {
        Script first = add(Step.status(409).text("x".repeat(4_000_000)));
        assertThatIllegalStateException()
                .isThrownBy(() -> add(Step.status(409).text("x".repeat(1_000_000))))
                .withMessageMatching("The inline answers of pending scripts would take 2\\d{7} bytes of memory;"
                        + " at most 16777216 are allowed");
        first.cancel();
        assertThatCode(() -> add(Step.status(409).text("x".repeat(1_000_000)))).doesNotThrowAnyException();
    }

    @Test
    void stepsOfOneScriptAddUp() {
        List<Step> many = Collections.nCopies(50, Step.status(409).json("\"" + "x".repeat(100_000) + "\""));
        assertThatIllegalStateException().isThrownBy(() -> dispatcher.add(Scope.ANY, many, 1));
    }

    @Test
    void aTreeOfSmallValuesWeighsWhatItHolds() {
        String json = "[" + "[],".repeat(20_000) + "{\"a\":\"b\",\"c\":1}]";
        assertThat(InlineAnswer.prepare(Step.status(409).json(json), "s").weight())
                .isGreaterThan(20_000 * 100);
    }

    private Script add(InlineStep step) {
        return dispatcher.add(Scope.ANY, List.of(step), 1);
    }
}
