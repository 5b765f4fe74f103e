package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Heard;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.internal.HostileRequest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that begin TLS and then go silent, against a mock with short limits. */
@TestInstance(Lifecycle.PER_CLASS)
final class HalfOpenTlsTest {
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    /** Long enough for a handshake. */
    private static final Duration LONGER = Duration.ofMillis(800);

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String HEAD = HostileRequest.LINE + HostileRequest.HOST + HostileRequest.TOKEN;
    private static final String HELLO = "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003";

    private final MockArm silent =
            Parts.with(new Timeouts(SHORT, LONG, LONG, SHORT)).start();
    private final MockArm headless =
            Parts.with(new Timeouts(LONGER, LONG, LONG, SHORT)).start();
    private final MockArm shaken =
            Parts.with(new Timeouts(LONG, SHORT, LONG, SHORT)).start();

    @AfterAll
    void close() {
        silent.close();
        headless.close();
        shaken.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 9, 11})
    void aHelloThatStopsAtAnyByteIsCutWithoutAWord(int length) throws IOException {
        assertThat(RawConnection.plain(silent).exchange(HELLO.substring(0, length), PROMPT))
                .isEmpty();
        assertThat(silent.journal().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "POST", "POST /"})
    void aRequestThatStopsBeforeItIsToldFromTlsIsCutWithoutAWord(String begun) throws IOException {
        assertThat(RawConnection.plain(silent).exchange(begun, PROMPT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "POST", "POST / HTTP/1.1\r\nHost: localhost\r\n"})
    void aHandshakeWithoutAWholeHeadAfterItIsCutWithoutAWord(String begun) throws IOException {
        assertThat(RawConnection.tls(headless).exchange(begun, PROMPT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"})
    void aHandshakeWithHalfABodyAfterItIsAnsweredOnce(String rest) throws IOException {
        assertThat(Heard.answers(RawConnection.tls(shaken).exchange(HEAD + rest, PROMPT)))
                .singleElement()
                .extracting(Heard.Answer::status)
                .isEqualTo(408);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void junkInsteadOfARecordAfterAHandshakeEndsTheConnection(int length) throws IOException {
        try (RawConnection beneath = RawConnection.plain(shaken);
                RawConnection tls = beneath.secured(shaken.sslContext())) {
            assertThat(tls.handshake().isValid()).isTrue();
            beneath.send("\u0017\u0003\u0003\0 " + "x".repeat(length));
            assertThat(beneath.exchange("x".repeat(40), PROMPT)).doesNotContain("HTTP");
        }
    }
}
