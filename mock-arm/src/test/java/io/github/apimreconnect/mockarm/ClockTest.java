package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The virtual clock, advanced over HTTP, and what depends on it. */
final class ClockTest {
    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().virtualClock().throttle("2/1"));

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void itStandsStillUntilItIsAdvanced() {
        Instant now = mock.clock().instant();
        assertThat(advance("PT2M").body()).contains("\"now\":\"" + now.plusSeconds(120) + "\"", "\"virtual\"");
        assertThat(mock.clock().instant()).isEqualTo(now.plusSeconds(120));
    }

    @Test
    void eachMockOfABuilderHasItsOwn() {
        MockArmBuilder builder = MockArm.builder().virtualClock();
        try (MockArm one = builder.start();
                MockArm another = builder.start()) {
            Instant before = another.clock().instant();
            one.clock().advance(Duration.ofDays(1));
            assertThat(another.clock().instant()).isEqualTo(before);
        }
    }

    @Test
    void itIsTheSameTimeInEveryZone() {
        Clock elsewhere = mock.clock().withZone(ZoneId.of("Asia/Tokyo"));
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        advance("PT2M");
        assertThat(elsewhere.instant()).isEqualTo(mock.clock().instant());
        assertThat(elsewhere.withZone(ZoneOffset.UTC)).isSameAs(mock.clock());
    }

    @Test
    void itRefillsTheWriteBucket() {
        Caller caller = new Caller(mock);
        caller.send();
        caller.send();
        assertThat(caller.send().statusCode()).isEqualTo(429);
        advance("PT1S");
        assertThat(caller.send().statusCode()).isEqualTo(202);
        assertThat(caller.send().statusCode()).isEqualTo(429);
    }

    @Test
    void itCompletesReconnectsThatAreDue() {
        new Caller(mock).json("{\"properties\":{\"after\":\"PT5M\"}}").send();
        new Caller(mock).send();
        assertThat(states()).containsExactly("pending", "pending");
        advance("PT2M");
        assertThat(states()).as("without 'after' it is two minutes").containsExactly("pending", "done");
        advance("PT3M");
        assertThat(states()).containsExactly("done", "done");
        assertThat(mock.reconnects().pending()).isEmpty();
        assertThat(mock.reconnects().done()).hasSize(2);
    }

    @Test
    void aReconnectSaysForWhatAndFromWhen() {
        HttpResponse<String> accepted = new Caller(mock)
                .path(Caller.path(Caller.SUBSCRIPTION, "RG", "svc", "a%20b"))
                .json("{\"properties\":{\"after\":\"PT3S\"}}")
                .send();
        Reconnect reconnect = mock.reconnects().all().get(0);
        assertThat(reconnect.resourceId())
                .isEqualTo("/subscriptions/" + Caller.SUBSCRIPTION
                        + "/resourceGroups/RG/providers/Microsoft.ApiManagement/service/svc/backends/a b");
        assertThat(reconnect.requestId())
                .isEqualTo(accepted.headers().firstValue("x-ms-request-id").orElseThrow());
        assertThat(Duration.between(reconnect.accepted(), reconnect.due())).isEqualTo(Duration.ofSeconds(3));
        assertThat(reconnect.isDone(reconnect.due())).isTrue();
        assertThat(reconnect.isDone(reconnect.due().minusNanos(1))).isFalse();
    }

    @Test
    void aRefusedRequestIsNotAReconnect() {
        new Caller(mock).header("x-mock-scenario", "service-locked").send();
        assertThat(mock.reconnects().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P9999Y",
                "P999999999Y",
                "P999999999Y999999999M999999999W999999999D",
                "PT999999999999999999S",
            })
    void aReconnectCanBeDueAfterTheEndOfTheCalendar(String after) {
        assertThat(new Caller(mock)
                        .json("{\"properties\":{\"after\":\"" + after + "\"}}")
                        .send()
                        .statusCode())
                .isEqualTo(202);
        advance("P7000Y");
        assertThat(states()).containsExactly("pending");
        assertThat(page("stats")).contains("\"reconnectsPending\":1", "\"reconnectsDone\":0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P9999Y", "-PT1S", "2 minutes", "PT999999999999999999S"})
    void itGoesNeitherBackNorPastTheYear9999(String by) {
        Instant now = mock.clock().instant();
        HttpResponse<String> refused = advance(by);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).startsWith("{\"error\":\"'advance' must ");
        assertThat(mock.clock().instant()).isEqualTo(now);
        assertThatIllegalArgumentException().isThrownBy(() -> mock.clock().advance(Duration.ofDays(-1)));
    }

    @Test
    void realTimeCannotBeAdvanced() {
        try (MockArm real = MockArm.start()) {
            assertThat(admin(real, "POST", "clock", "{\"advance\":\"PT1S\"}").statusCode())
                    .isEqualTo(409);
            assertThatIllegalStateException().isThrownBy(real::clock).withMessageContaining("--clock virtual");
        }
    }

    private HttpResponse<String> advance(String by) {
        return admin(mock, "POST", "clock", "{\"advance\":\"" + by + "\"}");
    }

    private List<String> states() {
        return Pattern.compile("\"state\":\"(\\w+)\"")
                .matcher(page("reconnects"))
                .results()
                .map(state -> state.group(1))
                .toList();
    }

    private String page(String name) {
        return admin(mock, "GET", name, "").body();
    }

    private static HttpResponse<String> admin(MockArm mock, String method, String page, String body) {
        Caller caller = new Caller(mock).method(method).path("/_mock/" + page).query("");
        return (body.isEmpty() ? caller : caller.json(body)).send();
    }
}
