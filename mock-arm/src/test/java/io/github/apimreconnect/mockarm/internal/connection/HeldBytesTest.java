package io.github.apimreconnect.mockarm.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.Waiting;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The total number of bytes held by all connections is bounded, whatever the limit of each one. */
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
        HeldBytes held = Parts.of(mock).connections().held();
        assertThat(held.take((int) Math.min(Integer.MAX_VALUE, held.most()))).isTrue();
        assertThat(status(mock, LARGE_BODY)).isEqualTo("503");
        assertThat(mock.journal().last().reason()).contains("bodies");
        assertThat(status(mock, "{}")).isEqualTo("202");
    }

    @Test
    void aPageOfTheAdminApiThatWouldBeTooMuchIsRefused(MockArm mock) throws IOException {
        assertThat(status(mock, LARGE_BODY)).isEqualTo("202");
        HeldBytes held = Parts.of(mock).connections().held();
        assertThat(held.take((int) Math.min(Integer.MAX_VALUE, held.most()))).isTrue();
        assertThat(answer(mock, "GET /_mock/journal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503");
    }

    @Test
    void theHeadAloneOfALargePageHoldsNothing(MockArm mock) throws IOException {
        assertThat(status(mock, LARGE_BODY)).isEqualTo("202");
        HeldBytes held = Parts.of(mock).connections().held();
        assertThat(held.take((int) Math.min(Integer.MAX_VALUE, held.most()))).isTrue();
        assertThat(answer(mock, "HEAD /_mock/journal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void requestsThatWaitAreCountedUntilTheirConnectionEnds(MockArm mock) throws Exception {
        HeldBytes held = Parts.of(mock).connections().held();
        try (RawConnection waiting = RawConnection.plain(mock)) {
            waiting.send(Requests.raw("x-mock-scenario: no-answer\r\n") + Requests.RAW.repeat(200));
            Waiting.until(() -> held.held() > HeldBytes.SMALL);
        }
        Waiting.until(() -> held.held() == 0);
    }

    @Test
    void requestsThatWaitAreAnsweredEvenIfTheyWereTooMuchToRead(MockArm mock) throws IOException {
        HeldBytes held = Parts.of(mock).connections().held();
        assertThat(held.take((int) Math.min(Integer.MAX_VALUE, held.most()))).isTrue();
        try (RawConnection waiting = RawConnection.plain(mock)) {
            waiting.send(Requests.raw("x-mock-scenario: delay:300ms\r\n") + Requests.RAW.repeat(300));
            for (int i = 0; i < 301; i++) {
                assertThat(waiting.head()).startsWith("HTTP/1.1 202");
            }
        }
    }

    @Test
    void whatWaitsIsCountedPastWhatIsSmall() {
        HeldBytes held = new HeldBytes(1_000);
        WaitingBytes one = new WaitingBytes(held);
        WaitingBytes other = new WaitingBytes(held);
        assertThat(one.count(HeldBytes.SMALL)).isTrue();
        assertThat(held.held()).isZero();
        assertThat(one.count(HeldBytes.SMALL + 600)).isTrue();
        assertThat(other.count(HeldBytes.SMALL + 401)).isFalse();
        assertThat(one.count(HeldBytes.SMALL + 500)).isTrue();
        assertThat(other.count(HeldBytes.SMALL + 401)).isTrue();
        assertThat(one.count(0)).isTrue();
        assertThat(held.held()).isEqualTo(401);
    }

    @Test
    void whatWasHeldIsGivenBack(MockArm mock) throws Exception {
        assertThat(status(mock, LARGE_BODY)).isEqualTo("202");
        assertThat(answer(mock, "GET /_mock/journal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        try (RawConnection gone = RawConnection.plain(mock)) {
            gone.send(request(LARGE_BODY).substring(0, 50_000));
        }
        mock.close();
        // A connection returns its bytes shortly after it is closed.
        Waiting.until(() -> Parts.of(mock).connections().held().held() == 0);
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
        try (RawConnection caller = RawConnection.plain(mock)) {
            return caller.send(bytes).hear().text();
        }
    }
}
