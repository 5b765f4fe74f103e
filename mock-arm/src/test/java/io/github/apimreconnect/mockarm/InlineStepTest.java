package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.apimreconnect.mockarm.JournalEntry.Outcome;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scripted answers that are not canned. */
@ExtendWith(MockArmExtension.class)
final class InlineStepTest {
    private static final String SOURCES = "java/io/github/apimreconnect/mockarm/";

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void statusHeadersAndJsonAreSentWithArmsHeaders() {
        mock.script(
                Scope.ANY,
                Step.status(409).header("Retry-After", "7").json("{\"error\": {\"code\": \"Busy\", \"n\": 1.10e400}}"));
        HttpResponse<String> answer = new Caller(mock).send();
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json; charset=utf-8");
        assertThat(answer.headers().firstValue("x-ms-request-id")).isPresent();
        assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":\"Busy\",\"n\":1.1E+400}}");
    }

    @Test
    void placeholdersAreFilledFromTheRequest() {
        mock.script(
                Scope.ANY,
                Step.status(404).header("x-backend", "{{backend}}").json("\"{{subscription}}/{{apiVersion}}\""));
        HttpResponse<String> answer = new Caller(mock).send();
        assertThat(answer.headers().firstValue("x-backend")).hasValue("b1");
        assertThat(answer.body()).isEqualTo("\"" + Caller.SUBSCRIPTION + "/2023-05-01-preview\"");
    }

    @Test
    void aTextIsSentAsItStands() {
        mock.script(Scope.ANY, Step.status(502).text("<p>{{backend}}\u00e9</p>").withoutArmHeaders());
        HttpResponse<String> answer = new Caller(mock).send();
        assertThat(answer.body()).isEqualTo("<p>{{backend}}\u00e9</p>");
        assertThat(answer.headers().map()).containsOnlyKeys("content-length", "content-type");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html");
    }

    @Test
    void onlyA202IsRecordedAsAReconnect() {
        mock.script(Scope.ANY, Step.status(200), Step.status(202).header("x-mine", "yes"), Step.status(204));
        for (int i = 0; i < 3; i++) {
            new Caller(mock).send();
        }
        assertThat(mock.journal().entries()).extracting(JournalEntry::status).containsExactly(200, 202, 204);
        assertThat(mock.reconnects().all()).hasSize(1);
    }

    @Test
    void aFaultAndACountApply() throws IOException {
        mock.script(
                Scope.ANY,
                Step.status(409).json("{}").with(Fault.parse("truncate")).times(2));
        for (int i = 0; i < 2; i++) {
            try (RawConnection raw = RawConnection.plain(mock)) {
                raw.send(Requests.RAW);
                assertThat(raw.hear().text()).startsWith("HTTP/1.1 409").endsWith("{");
            }
        }
        assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
        assertThat(mock.journal().entries()).extracting(JournalEntry::outcome).startsWith(Outcome.CUT, Outcome.CUT);
    }

    @Test
    void theJournalNamesStatusAndFaultWithoutTheContent() {
        mock.script(
                Scope.ANY,
                Step.status(409)
                        .header("x", "y")
                        .json("{}")
                        .with(Fault.parse("delay:1ms"))
                        .times(2));
        new Caller(mock).send();
        Step scripted = mock.journal().last().scripted();
        assertThat(scripted)
                .isEqualTo(Step.status(409).with(Fault.parse("delay:1ms")).times(2));
        assertThat(scripted).hasToString("409 inline+delay:1ms*2");
        mock.reset();
    }

    @Test
    void whatIsNotUsedUpIsShownWithTheStartOfItsBody() {
        mock.script(
                Scope.backend("b9"),
                Step.status(409)
                        .header("x-secret", "s")
                        .json("{\"a\":\"" + "x".repeat(100) + "\"}")
                        .times(2),
                Step.status(502).text("a\r\nb\u001b[2J").with(Fault.parse("reset")),
                Step.status(503));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(mock::verifyScriptsUsed)
                .withMessage("Scripts were not used up: Script[*/b9, unused [409 inline*2 ({\"a\":\"" + "x".repeat(54)
                        + "...), 502 inline+reset@before-answer (a??b?[2J), 503 inline]]");
        mock.reset();
    }

    @Test
    void aHeaderIsSetOnce() {
        InlineStep step = Step.status(409).header("Retry-After", "7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.header("retry-after", "8"))
                .withMessage("The header 'retry-after' is already set");
    }

    @Test
    void aCountIsOneOrMore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Step.status(409).times(0))
                .withMessage("'times' must be 1 or more, but was 0");
    }

    @Test
    void anErrorNamesTheStepAndItsField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.script(Scope.ANY, Step.answer("accepted"), Step.status(600)))
                .withMessage("'steps[1].status' must be from 200 to 599");
        mock.verifyScriptsUsed();
    }

    @Test
    void theExampleInTheDocumentationWorks() throws IOException {
        mock.script(
                Scope.backend("proxy*"),
                Step.answer("service-locked").times(2),
                Step.status(409)
                        .header("Retry-After", "7")
                        .json("{\"error\":{\"code\":\"Busy\",\"message\":\"{{backend}} is busy.\"}}"),
                Step.parse("reset@in-body"));
        String example = Files.readString(Path.of("src/main/" + SOURCES + "Step.java"))
                .lines()
                .dropWhile(line -> !line.contains("<pre>"))
                .skip(1)
                .takeWhile(line -> !line.contains("}</pre>"))
                .map(line -> line.replaceFirst("^ \\*", ""))
                .collect(Collectors.joining());
        assertThat(example).contains("Step.status(");
        assertThat(Files.readString(Path.of("src/test/" + SOURCES + "InlineStepTest.java"))
                        .replaceAll("\\s", ""))
                .contains(example.replaceAll("\\s", ""));
        Caller proxy = new Caller(mock).path(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "proxy-1"));
        proxy.send();
        proxy.send();
        assertThat(proxy.send().body()).contains("proxy-1 is busy.");
        mock.reset();
    }
}
