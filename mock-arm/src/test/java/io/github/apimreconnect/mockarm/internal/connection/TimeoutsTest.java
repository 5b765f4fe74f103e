package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.Heard;
import io.github.apimreconnect.mockarm.LargeAnswer;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmBuilder;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that take too long, against a mock with short limits. */
@TestInstance(Lifecycle.PER_CLASS)
final class TimeoutsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String HEAD = "POST " + Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1") + Caller.QUERY
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\nContent-Type: application/json\r\n";

    private final MockArm slowHeads = start(new Timeouts(SHORT, LONG, LONG, SHORT));
    private final MockArm slowBodies = start(new Timeouts(LONG, SHORT, LONG, SHORT));
    private final MockArm idle = start(new Timeouts(LONG, LONG, SHORT, SHORT));

    private static MockArm start(Timeouts limits) {
        return Parts.with(limits).start();
    }

    @AfterAll
    void close() {
        slowHeads.close();
        slowBodies.close();
        idle.close();
    }

    @Test
    void aHeadThatDoesNotEndIsCut() throws IOException {
        assertThat(answer(slowHeads, "POST /sub")).isEmpty();
    }

    @Test
    void aHeadThatEndsIsAnswered() throws IOException {
        try (RawConnection caller = RawConnection.plain(slowHeads)) {
            assertThat(caller.send(HEAD + "Content-Length: 0\r\n\r\n").head()).startsWith("HTTP/1.1 202");
        }
    }

    @Test
    void aBodyThatDoesNotEndIsAnsweredAndTheConnectionClosed() throws IOException {
        assertThat(answer(slowBodies, HEAD + "Content-Length: 10\r\n\r\n{"))
                .startsWith("HTTP/1.1 408")
                .contains("Connection: close", "\"code\":\"RequestTimeout\"");
        assertThat(slowBodies.journal().last().refusedBy()).isEqualTo("http");
    }

    @Test
    void aBodyThatDoesNotEndIsAlsoAnsweredAfterADelayedAnswer() throws IOException {
        String delayed = HEAD + "x-mock-scenario: delay:100ms\r\nContent-Length: 0\r\n\r\n";
        String sent = delayed + HEAD + "Content-Length: 10\r\n\r\n";
        assertThat(Heard.answers(answer(slowBodies, sent)))
                .extracting(Heard.Answer::status)
                .containsExactly(202, 408);
    }

    @Test
    void aBodyWithoutAnEndEndsTheConnectionOfAPageAsWell() throws IOException {
        String chunk = "200000\r\n" + "x".repeat(2 * 1024 * 1024) + "\r\n";
        String sent = "POST /_mock/scenarios HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(9);
        // A reset can take the answer with it.
        assertThat(answer(slowBodies, sent))
                .matches(answer -> answer.isEmpty() || answer.contains("\r\nConnection: close\r\n"));
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        assertThat(answer(idle, "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: close\r\n"})
    void aLargeAnswerMayBeReadForLongerThanAConnectionMayBeIdle(String headers, @TempDir Path folder)
            throws IOException {
        MockArmBuilder builder = Parts.with(new Timeouts(LONG, LONG, SHORT, SHORT));
        try (MockArm mock = LargeAnswer.addTo(builder, folder).start();
                RawConnection reader = RawConnection.plain(mock, 16 * 1024)) {
            reader.send(LargeAnswer.request(headers)).head();
            long begun = System.nanoTime();
            for (int read = 0; read < LargeAnswer.LENGTH; read += 64 * 1024) {
                assertThat(reader.read(64 * 1024)).hasSize(64 * 1024);
                LockSupport.parkNanos(SHORT.toNanos() / 20);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(SHORT.multipliedBy(5));
        }
    }

    @Test
    void aHandshakeThatDoesNotEndIsCut() throws IOException {
        assertThat(answer(slowHeads, "\u0016\u0003\u0001\u0000P")).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeClosesTheConnection() throws IOException {
        String body = "x".repeat(ArmRequest.MAX_BODY + 1);
        // Long limits: on a busy machine, a megabyte can take longer than a short limit.
        try (MockArm patient = start(new Timeouts(LONG, LONG, LONG, LONG))) {
            assertThat(answer(patient, HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body))
                    .startsWith("HTTP/1.1 413")
                    .contains("Connection: close");
        }
    }

    private static String answer(MockArm mock, String sent) throws IOException {
        return RawConnection.plain(mock).exchange(sent, Duration.ofSeconds(20));
    }
}
