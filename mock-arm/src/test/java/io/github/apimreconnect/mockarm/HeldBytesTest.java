package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What all connections hold together is bounded, whatever each may hold. */
final class HeldBytesTest {
    private static final String LARGE_BODY = "{\"a\":\"" + "x".repeat(100_000) + "\"}";

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().auth(Auth.NONE));

    @Test
    void noMoreIsTakenThanThereMayBe() {
        HeldBytes held = new HeldBytes(10);
        assertThat(held.take(6)).isTrue();
        assertThat(held.take(6)).isFalse();
        assertThat(held.take(4)).isTrue();
        held.giveBack(10);
        assertThat(held.held()).isZero();
    }

    @Test
    void aLargeBodyThatWouldBeTooMuchIsRefusedAndASmallOneIsNot(MockArm mock) throws IOException {
        HeldBytes held = mock.service().held();
        assertThat(held.take((int) Math.min(Integer.MAX_VALUE, held.most()))).isTrue();
        assertThat(status(mock, LARGE_BODY)).isEqualTo("503");
        assertThat(mock.journal().last().reason()).contains("bodies");
        assertThat(status(mock, "{}")).isEqualTo("202");
    }

    @Test
    void aPageOfTheAdminApiThatWouldBeTooMuchIsRefused(MockArm mock) throws IOException {
        assertThat(status(mock, LARGE_BODY)).isEqualTo("202");
        HeldBytes held = mock.service().held();
        assertThat(held.take((int) Math.min(Integer.MAX_VALUE, held.most()))).isTrue();
        assertThat(answer(mock, "GET /_mock/journal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503");
    }

    @Test
    void whatWasHeldIsGivenBack(MockArm mock) throws IOException {
        assertThat(status(mock, LARGE_BODY)).isEqualTo("202");
        assertThat(answer(mock, "GET /_mock/journal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        try (RawCaller gone = new RawCaller(mock)) {
            gone.send(request(LARGE_BODY).substring(0, 50_000));
        }
        mock.close();
        assertThat(mock.service().held().held()).isZero();
    }

    private static String status(MockArm mock, String body) throws IOException {
        return answer(mock, request(body)).substring(9, 12);
    }

    private static String request(String body) {
        return "POST " + Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1") + Caller.QUERY + " HTTP/1.1\r\n"
                + "Host: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String answer(MockArm mock, String bytes) throws IOException {
        try (RawCaller caller = new RawCaller(mock)) {
            return caller.send(bytes).hear().text();
        }
    }
}
