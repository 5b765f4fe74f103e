package io.github.apimreconnect.mockarm.internal.connection;

import static io.github.apimreconnect.mockarm.internal.HostileRequest.CHUNKED;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.HOST;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.LINE;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.TARGET;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Heard;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Pipelined requests in one packet, including odd but legal ones: each gets its own answer, in order. */
@ExtendWith(MockArmExtension.class)
final class PipelinedTest {
    private static final Duration PROMPT = Duration.ofSeconds(10);
    private static final String HEAD = LINE + HOST + TOKEN + "x-ms-return-client-request-id: true\r\n";
    private static final String BODY = "{\"properties\":{\"after\":\"PT3S\"}}";

    static final List<String> ODD = List.of(
            "\r\n" + HEAD + "\r\n",
            "POST  " + TARGET + " \t HTTP/1.1\r\n" + HOST + TOKEN + "\r\n",
            "POST http://localhost" + TARGET + " HTTP/1.1\r\n" + HOST + TOKEN + "\r\n",
            HEAD + "Content-Length: 0000\r\n\r\n",
            HEAD + "Content-Length:\t0 \t\r\n\r\n",
            HEAD + CHUNKED + "\r\n0\r\n\r\n",
            HEAD + CHUNKED + "\r\n00000\r\nContent-Length: 500\r\nTransfer-Encoding: identity\r\n\r\n",
            HEAD + CHUNKED + "Content-Type: application/json\r\n\r\n1f ;a=\"\\\";b\";c\r\n" + BODY
                    + "\r\n0;d\r\nx: y\r\n\r\n",
            HEAD + "TRANSFER-ENCODING:Chunked\r\n\r\n0\r\n\r\n",
            HEAD + "Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n");

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void requestsInOnePacketAreAnsweredInOrder() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            all.append(numbered(i, ""));
        }
        assertThat(numbers(all + last(50))).hasSize(51).isSorted();
    }

    @Test
    void aRequestBehindADelayedOneWaitsForIt() throws IOException {
        long begin = System.nanoTime();
        assertThat(numbers(numbered(1, "x-mock-scenario: delay:200ms\r\n") + numbered(2, "") + last(3)))
                .containsExactly(1, 2, 3);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void nothingAfterALastRequestIsAnswered() throws IOException {
        assertThat(numbers(last(1) + numbered(2, ""))).containsExactly(1);
    }

    @ParameterizedTest
    @FieldSource("ODD")
    void anOddButLegalRequestLeavesTheNextOneWhole(String odd) throws IOException {
        assertThat(Heard.answers(RawConnection.plain(mock).exchange(odd + last(1), PROMPT)))
                .extracting(Heard.Answer::status)
                .containsExactly(202, 202);
    }

    private static String numbered(int number, String headers) {
        return HEAD + headers + "x-ms-client-request-id: " + number + "\r\n\r\n";
    }

    private static String last(int number) {
        return numbered(number, "Connection: close\r\n");
    }

    private List<Integer> numbers(String requests) throws IOException {
        return Heard.answers(RawConnection.plain(mock).exchange(requests, PROMPT)).stream()
                .map(answer -> Integer.valueOf(answer.headers().getOrDefault("x-ms-client-request-id", "-1")))
                .toList();
    }
}
