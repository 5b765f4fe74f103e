package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SwitchesTest {
    @Test
    void strictDurationRefusesLessThanTwoMinutes() {
        try (MockArm mock = MockArm.builder().strictDuration().start()) {
            HttpResponse<String> refused = new Caller(mock)
                    .json("{\"properties\":{\"after\":\"PT1M59S\"}}")
                    .send();
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("Minimum duration of the Reconnect is PT2M.", "--strict-duration");
            assertThat(new Caller(mock)
                            .json("{\"properties\":{\"after\":\"PT2M\"}}")
                            .send()
                            .statusCode())
                    .isEqualTo(202);
            assertThat(new Caller(mock).send().statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aListOfApiVersionsReplacesThoseOfTheContract() {
        try (MockArm mock = MockArm.builder().apiVersions(List.of("2030-01-01")).start()) {
            assertThat(new Caller(mock).query("?api-version=2030-01-01").send().statusCode())
                    .isEqualTo(202);
            assertThat(new Caller(mock).send().body()).contains("The supported api-versions are '2030-01-01'.");
        }
    }

    @Test
    void anyApiVersionIsAnyApiVersion() {
        try (MockArm mock = MockArm.builder().anyApiVersion().start()) {
            assertThat(new Caller(mock).query("?api-version=x").send().statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void withoutAuthNoTokenIsNeeded() {
        try (MockArm mock = MockArm.builder().auth(Auth.NONE).start()) {
            assertThat(new Caller(mock).header("Authorization", null).send().statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void anEmptyWriteBucketRefusesWithTheSecondsToWait() {
        Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (MockArm mock = MockArm.builder().throttle("2/1").clock(stopped).start()) {
            new Caller(mock).send();
            new Caller(mock).send();
            HttpResponse<String> refused = new Caller(mock).send();
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body()).contains("SubscriptionRequestsThrottled", "Please try again after '1' seconds.");
            assertThat(new Caller(mock)
                            .header("Authorization", "Bearer another")
                            .send()
                            .statusCode())
                    .as("the bucket of another principal")
                    .isEqualTo(202);
        }
    }

    @Test
    void aClientThatRenewsItsTokenKeepsItsWriteBucket() {
        Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (MockArm mock = MockArm.builder().throttle("1/1").clock(stopped).start()) {
            assertThat(mock.token()).isNotEqualTo(mock.token());
            assertThat(List.of(status(mock, mock.token()), status(mock, mock.token())))
                    .containsExactly(202, 429);
        }
    }

    private static int status(MockArm mock, String token) {
        return new Caller(mock)
                .header("Authorization", "Bearer " + token)
                .send()
                .statusCode();
    }

    @Test
    void theWriteBucketIsAskedBeforeTheResourceType() {
        Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (MockArm mock = MockArm.builder().throttle("1/1").clock(stopped).start()) {
            assertThat(new Caller(mock).query("?api-version=x").send().statusCode())
                    .isEqualTo(404);
            assertThat(new Caller(mock).query("?api-version=x").send().statusCode())
                    .isEqualTo(429);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
    void aHostIsListenedOnAndNamedAndInTheCertificate(String host) {
        try (MockArm mock = MockArm.builder().host(host).auth(Auth.ISSUED).start()) {
            assertThat(mock.endpoint().getHost().replaceAll("[\\[\\]]", "")).isEqualTo(host);
            assertThat(new Caller(mock)
                            .header("Authorization", "Bearer " + mock.token())
                            .send(mock.endpoint())
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void anAddressCanBeInBrackets() {
        try (MockArm mock = MockArm.builder().host("[::1]").start()) {
            assertThat(mock.endpoint()).hasToString("https://[::1]:" + mock.port());
            assertThat(new Caller(mock).send(mock.endpoint()).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aHostThatIsNotKnownIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockArm.builder().host("no.such.host.invalid").start())
                .withMessage("'host' is not known: 'no.such.host.invalid'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockArm.builder().host(" "))
                .withMessage("'host' must not be empty");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortOutOfRangeIsRefusedByName(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockArm.builder().port(port).start())
                .withMessage("'port' must be from 0 to 65535, but was " + port);
    }

    @Test
    void otherSettingsOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockArm.builder().journal(0).start())
                .withMessageStartingWith("'journal'");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MockArm.builder().drainTimeout(Duration.ofSeconds(-1)).start())
                .withMessageStartingWith("'drainTimeout'");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MockArm.builder().apiVersions(List.of("x", "")).start())
                .withMessage("'apiVersions' must contain at least one version and no blank entry");
    }
}
