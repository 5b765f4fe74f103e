package io.github.apimreconnect.mockarm.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mock that clients elsewhere reach by a name, and through a mapped port. */
final class PublicHostTest {
    private static final String FORM = "grant_type=client_credentials&client_id=app&client_secret=any"
            + "&scope=https%3A%2F%2Fmanagement.azure.com%2F.default";
    private static final String DISCOVERY = "/tenant/v2.0/.well-known/openid-configuration";

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().auth(Auth.ISSUED).publicHost("mock_arm", "fd00::7"));

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void itsCertificateIsForEveryName() throws Exception {
        assertThat(CertificatesTest.leaf(mock).getSubjectAlternativeNames())
                .containsExactly(
                        List.of(2, "localhost"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"),
                        List.of(2, "mock_arm"),
                        List.of(7, "fd00:0:0:0:0:0:0:7"));
    }

    @Test
    void itCallsItselfByTheFirst() {
        assertThat(mock.endpoint()).hasToString("https://mock_arm:" + mock.port());
        assertThat(mock.httpEndpoint()).hasToString("http://mock_arm:" + mock.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock_arm:32768", "localhost:32768", "[fd00::7]:32768", "127.0.0.1:1"})
    void addressesInAnswersAreThoseTheClientReached(String host) throws IOException {
        JsonNode discovery = new JsonMapper().readTree(body("GET", DISCOVERY, host, ""));
        String authority = "https://" + host + "/tenant";
        assertThat(discovery.at("/issuer").asText()).isEqualTo(authority + "/v2.0");
        assertThat(discovery.at("/token_endpoint").asText()).isEqualTo(authority + "/oauth2/v2.0/token");
        assertThat(discovery.at("/jwks_uri").asText()).isEqualTo(authority + "/discovery/v2.0/keys");
    }

    @Test
    void aNameThatIsNotItsOwnIsNotEchoed() throws IOException {
        assertThat(body("GET", DISCOVERY, "evil.example", ""))
                .doesNotContain("evil.example")
                .contains("https://mock_arm:" + mock.port() + "/tenant/v2.0");
    }

    @Test
    void namesOfOneConnectionCanDiffer() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            for (String host : List.of("mock_arm:1", "localhost:2", "mock_arm:3")) {
                raw.send(request("GET", DISCOVERY, host, "", false));
                assertThat(raw.hearUntilQuiet().text()).contains("\"https://" + host + "/tenant/v2.0\"");
            }
        }
    }

    @Test
    void aTokenGotByOneNameIsGoodForAnother() throws IOException {
        String token = new JsonMapper()
                .readTree(body("POST", "/tenant/oauth2/v2.0/token", "mock_arm:32768", FORM))
                .at("/access_token")
                .asText();
        String path = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1") + Caller.QUERY;
        try (RawConnection raw = RawConnection.plain(mock)) {
            assertThat(raw.send("POST " + path + " HTTP/1.1\r\nHost: localhost:8443\r\nAuthorization: Bearer " + token
                                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .hear()
                            .text())
                    .startsWith("HTTP/1.1 202");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "mock_arm:32768, none, 200",
                "mock_arm:32768, https://mock_arm:32768, 200",
                "mock_arm:32768, http://mock_arm:32768, 200",
                "MOCK_ARM, http://MOCK_ARM, 200",
                "[fd00::7]:1, http://[fd00::7]:1, 200",
                "mock_arm:32768, http://mock_arm:32769, 403",
                "mock_arm:32768, http://mock_arm, 403",
                "mock_arm:80, http://mock_arm, 200",
                "mock_arm:443, https://mock_arm, 200",
                "mock_arm, https://mock_arm:81, 403",
                "mock_arm, https://mock_arm:443, 200",
                "mock_arm, http://mock_arm:80, 200",
                "mock_arm, https://mock_arm:80, 403",
                "mock_arm, http://mock_arm:443, 403",
                "mock_arm, https://mock_arm:0, 403",
                "mock_arm:0, none, 403",
                "mock_arm:0, https://mock_arm:0, 403",
                "mock_arm:32768, http://evil.example:32768, 403",
                "mock_arm:32768, ftp://mock_arm:32768, 403",
                "mock_arm:32768, null, 403",
                "mock_arm.evil.example:32768, none, 403",
                "evil.example, none, 403"
            })
    void theAdminApiIsOpenToItsOwnNamesOnly(String host, String origin, String status) throws IOException {
        String headers = origin == null ? host : host + "\r\nOrigin: " + origin;
        assertThat(answer("GET", "/_mock/stats", headers, "")).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void anotherSiteOnThePortThatTheMockHasInItsContainerIsRefused() throws IOException {
        assertThat(answer("GET", "/_mock/stats", "localhost:32768\r\nOrigin: https://localhost:" + mock.port(), ""))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://mock_arm:32768, evil.example, mock_arm:32768",
        "https://[fd00::7]:1, localhost:2, [fd00::7]:1",
        "HTTP://localhost:3, mock_arm:4, localhost:3",
        "http://mock_arm, localhost:4, mock_arm:80"
    })
    void theHostOfAnAbsoluteTargetIsTheOneThatTheClientReached(String site, String host, String reached)
            throws IOException {
        JsonNode discovery = new JsonMapper().readTree(body("GET", site + DISCOVERY, host, ""));
        assertThat(discovery.at("/issuer").asText()).isEqualTo("https://" + reached + "/tenant/v2.0");
    }

    @Test
    void aHostOfAnAbsoluteTargetThatIsNotItsOwnIsNotEchoedWhateverTheHeaderIs() throws IOException {
        assertThat(body("GET", "http://evil.example" + DISCOVERY, "localhost:5", ""))
                .doesNotContain("evil.example", "localhost:5")
                .contains("https://mock_arm:" + mock.port() + "/tenant/v2.0");
    }

    @Test
    void absoluteTargetsOfOneConnectionCanDiffer() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            for (String host : List.of("mock_arm:1", "localhost:2", "mock_arm:3")) {
                raw.send(request("GET", "http://" + host + DISCOVERY, "localhost", "", false));
                assertThat(raw.hearUntilQuiet().text()).contains("\"https://" + host + "/tenant/v2.0\"");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "http://evil.example, localhost, none, 403",
                "http://evil.example:80, localhost, http://evil.example, 403",
                "http://localhost:0, localhost, none, 403",
                "http://mock_arm:7, evil.example, none, 200",
                "http://mock_arm:7, evil.example, http://mock_arm:7, 200",
                "http://mock_arm:7, localhost:8, http://localhost:8, 403"
            })
    void theAdminApiGoesByTheHostOfAnAbsoluteTarget(String site, String host, String origin, String status)
            throws IOException {
        String headers = origin == null ? host : host + "\r\nOrigin: " + origin;
        assertThat(answer("GET", site + "/_mock/stats", headers, "")).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void aPageOfAnotherSiteCannotResetTheMockByAnAbsoluteTarget() throws IOException {
        mock.script(Scope.ANY, Step.answer("service-locked"));
        assertThat(answer("POST", "http://evil.example/_mock/reset", "localhost:" + mock.port(), ""))
                .startsWith("HTTP/1.1 403 ");
        assertThat(answer("GET", "/_mock/scenarios", "localhost", "")).contains("service-locked");
        mock.reset();
    }

    private String body(String method, String path, String host, String form) throws IOException {
        String answer = answer(method, path, host, form);
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    private String answer(String method, String path, String host, String form) throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            return raw.send(request(method, path, host, form, true)).hear().text();
        }
    }

    private static String request(String method, String path, String host, String form, boolean last) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + form.length()
                + (last ? "\r\nConnection: close" : "") + "\r\n\r\n" + form;
    }
}
