package io.github.apimreconnect.mockarm.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.Eventually;
import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.journal.Entries;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RequestLogTest {
    @Test
    void aRequestIsOneLine() {
        assertThat(RequestLog.line(entry(Step.parse("service-locked*3"), null)))
                .isEqualTo(
                        "1970-01-01T00:00:00Z 202 POST " + Requests.reconnect().target() + " [service-locked]");
    }

    @Test
    void anInlineAnswerIsNamedByItsStatusAndFault() {
        assertThat(RequestLog.line(entry(Step.status(409).with(Fault.parse("reset@in-body")), null)))
                .endsWith(" [409 inline+reset@in-body]");
    }

    @Test
    void everyCheckThatFailedIsListed() {
        RecordedRequest entry = new RecordedRequest(
                Requests.reconnect(),
                400,
                null,
                null,
                PlainStep.PLAIN,
                List.of(
                        new Refusal("api-version", "Add it."),
                        new Refusal("method", "Use POST."),
                        new Refusal("json", "No\n.")));
        assertThat(RequestLog.line(entry))
                .endsWith(" (api-version: Add it.) (also method: Use POST.) (also json: No?.)");
    }

    @Test
    void whatARefusalQuotesOfTheCallerCannotSteerATerminal() {
        String line = RequestLog.line(entry(
                PlainStep.PLAIN,
                new RefusedException("names", "validation-error", "'\u001b[2J\r\n\u0085\u202e\u00e9'")));
        assertThat(line).endsWith("(names: '?[2J?????')").matches("[ -~]+");
    }

    @Test
    void theLogPrintsEachRequest() {
        StringWriter printed = new StringWriter();
        try (MockArm mock =
                Parts.calling(RequestLog.to(new PrintWriter(printed))).start()) {
            new Caller(mock).send();
            new Caller(mock).query("").send();
            Eventually.isTrue(() -> lines(printed) == 2);
        }
        assertThat(printed.toString().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains(" 202 POST /subscriptions/"),
                        second -> assertThat(second).endsWith("(api-version: Add ?api-version=2023-05-01-preview.)"));
    }

    private static long lines(StringWriter printed) {
        return printed.toString().lines().count();
    }

    private static RecordedRequest entry(Step step, @Nullable RefusedException refused) {
        return Entries.of(Requests.reconnect(), 202, step, refused);
    }
}
