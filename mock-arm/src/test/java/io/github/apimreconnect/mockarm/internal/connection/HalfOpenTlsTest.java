package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.Wire;
import io.github.apimreconnect.mockarm.internal.HostileRequest;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that begin TLS and fall silent, against a mock with short limits. */
@TestInstance(Lifecycle.PER_CLASS)
final class HalfOpenTlsTest {
    private static final Duration PROMPT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    /** Room for a handshake. */
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
        assertThat(Wire.exchange(silent, HELLO.substring(0, length), PROMPT)).isEmpty();
        assertThat(silent.journal().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "POST", "POST /"})
    void aRequestThatStopsBeforeItIsToldFromTlsIsCutWithoutAWord(String begun) throws IOException {
        assertThat(Wire.exchange(silent, begun, PROMPT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "POST", "POST / HTTP/1.1\r\nHost: localhost\r\n"})
    void aHandshakeWithoutAWholeHeadBehindItIsCutWithoutAWord(String begun) throws IOException {
        assertThat(exchange(headless, begun)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"})
    void aHandshakeWithHalfABodyBehindItIsAnsweredOnce(String rest) throws IOException {
        assertThat(Wire.answers(exchange(shaken, HEAD + rest)))
                .singleElement()
                .extracting(Wire.Heard::status)
                .isEqualTo(408);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void junkInsteadOfARecordBehindAHandshakeEndsTheConnection(int length) throws IOException {
        try (Socket plain = new Socket("localhost", shaken.port());
                Socket socket = shaken.sslContext()
                        .getSocketFactory()
                        .createSocket(plain, "localhost", plain.getPort(), false)) {
            socket.getOutputStream().flush();
            plain.getOutputStream().write(("\u0017\u0003\u0003\0 " + "x".repeat(length)).getBytes(ISO_8859_1));
            assertThat(Wire.exchange(plain, "x".repeat(40), PROMPT)).doesNotContain("HTTP");
        }
    }

    private static String exchange(MockArm mock, String sent) throws IOException {
        try (Socket socket = mock.sslContext().getSocketFactory().createSocket("localhost", mock.port())) {
            return Wire.exchange(socket, sent, PROMPT);
        }
    }
}
