package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Heard.Ending;
import io.github.apimreconnect.mockarm.JournalEntry.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault at each moment, as seen on a raw socket. */
@ExtendWith(MockArmExtension.class)
final class FaultsTest {
    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @ParameterizedTest
    @CsvSource({
        "reset@before-answer, RST, CUT",
        "reset@in-head, RST, CUT",
        "reset@in-body, RST, CUT",
        "reset@after-answer, RST, SENT",
        "truncate@before-answer, FIN, CUT",
        "truncate@in-head, FIN, CUT",
        "truncate@in-body, FIN, CUT",
        "truncate@after-answer, FIN, SENT",
        "stall@before-answer, OPEN, STALLED",
        "stall@in-head, OPEN, STALLED",
        "stall@in-body, OPEN, STALLED",
        "stall@after-answer, OPEN, SENT",
        "no-answer, OPEN, STALLED",
        "garbage, FIN, CUT",
    })
    void aFaultEndsTheConnectionAsItSays(String fault, Ending ending, Outcome outcome) throws Exception {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.raw("x-mock-scenario: " + fault + "\r\n"));
            mock.journal().await(1, Duration.ofSeconds(20));
            Heard heard = ending == Ending.OPEN ? raw.timeout(500).hearUntilQuiet() : raw.hear();
            assertThat(heard.ending()).isEqualTo(ending);
            assertOutcome(mock.journal().last(), outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"stall", "truncate"})
    void beforeTheAnswerNothingIsSent(String fault) throws IOException {
        assertThat(heard(fault + "@before-answer").bytes()).isEmpty();
        assertThat(heard("no-answer").bytes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"stall", "truncate"})
    void inTheHeadHalfOfItIsSent(String fault) throws IOException {
        String text = heard(fault + "@in-head").text();
        assertThat(text).startsWith("HTTP/1.1 202 Accepted\r\n").doesNotContain("\r\n\r\n");
        assertThat(text.length()).isBetween(200, 400);
    }

    @ParameterizedTest
    @CsvSource({"stall", "truncate"})
    void inTheBodyHalfOfItIsSentAndAnEmptyOneIsPromised(String fault) throws IOException {
        assertThat(heard("backend-not-found+" + fault + "@in-body").text())
                .contains("Content-Length: 83\r\n")
                .endsWith("\r\n\r\n{\"error\":{\"code\":\"ResourceNotFound\",\"mess");
        assertThat(heard(fault + "@in-body").text())
                .contains("Content-Length: 64\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"stall", "truncate"})
    void afterTheAnswerAllOfItIsSentAndNothingAnnouncesTheEnd(String fault) throws IOException {
        assertThat(heard(fault + "@after-answer").text())
                .contains("Content-Length: 0\r\n")
                .endsWith("\r\n\r\n")
                .doesNotContain("Connection");
    }

    @Test
    void garbageIsNeitherHttpNorTls() throws IOException {
        byte[] first = heard("garbage").bytes();
        assertThat(first).hasSize(64).startsWith(0x80, 0x87, 0x8E);
        assertThat(heard("garbage").bytes()).isEqualTo(first);
    }

    @Test
    void aProxysHtmlIsACannedAnswer() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.raw("x-mock-scenario: bad-gateway-html\r\nConnection: close\r\n"));
            Heard heard = raw.hear();
            assertThat(heard.text()).startsWith("HTTP/1.1 502 Bad Gateway\r\n").contains("<h1>Bad Gateway</h1>");
            assertThat(heard.ending()).isEqualTo(Ending.FIN);
        }
    }

    @ParameterizedTest
    @CsvSource({"slow-body:1ms, 202", "backend-not-found+slow-body:1ms, 404", "delay:20ms, 202", "delay:0s, 202"})
    void aLateAnswerIsWholeAndTheConnectionGoesOn(String fault, int status) throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            for (int i = 0; i < 2; i++) {
                raw.send(Requests.raw("x-mock-scenario: " + fault + "\r\nx-ms-client-request-id: late\r\n"));
                assertThat(raw.head()).startsWith("HTTP/1.1 " + status);
                raw.read(status == 404 ? 83 : 0);
            }
            raw.send(Requests.RAW);
            assertThat(raw.head()).startsWith("HTTP/1.1 202");
        }
    }

    @Test
    void requestsThatWaitBehindALateOneAreAnsweredInTheirOrder() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.raw("x-mock-scenario: delay:50ms\r\n")
                    + Requests.raw("x-mock-scenario: service-locked+delay:1ms\r\n")
                    + Requests.RAW);
            assertThat(raw.head()).startsWith("HTTP/1.1 202");
            assertThat(raw.head()).startsWith("HTTP/1.1 409");
            raw.read("{\"error\":{\"code\":\"ServiceLocked\",\"message\":\"The API Service svc is transitioning at this"
                            .length()
                    + " time. Please try the request again later.\",\"details\":null}}".length());
            assertThat(raw.head()).startsWith("HTTP/1.1 202");
        }
    }

    @Test
    void anAnswerThatNobodyWaitedForIsAbandoned() throws Exception {
        JournalEntry entry;
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.raw("x-mock-scenario: delay:1m\r\n"));
            entry = mock.journal().await(1, Duration.ofSeconds(20)).get(0);
            assertThat(entry.outcome()).isEqualTo(Outcome.PENDING);
        }
        assertOutcome(entry, Outcome.ABANDONED);
    }

    @Test
    void anAnswerThatCameIsSent() throws Exception {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.RAW).head();
            assertOutcome(mock.journal().last(), Outcome.SENT);
            raw.send(Requests.raw("x-mock-scenario: delay:1ms\r\n")).head();
            assertOutcome(mock.journal().last(), Outcome.SENT);
        }
    }

    private Heard heard(String fault) throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(Requests.raw("x-mock-scenario: " + fault + "\r\n"));
            return fault.contains("stall") || fault.contains("no-answer")
                    ? raw.timeout(2000).hearUntilQuiet()
                    : raw.hear();
        }
    }

    /** Waits for the outcome, which is set shortly after the last byte and then stays. */
    private static void assertOutcome(JournalEntry entry, Outcome outcome) {
        Waiting.until(() -> entry.outcome() != Outcome.PENDING);
        assertThat(entry.outcome()).isEqualTo(outcome);
        assertThat(entry.took()).isNotNull();
    }
}
