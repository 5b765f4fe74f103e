package io.github.apimreconnect.mockarm.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.JsonBody;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.Parts;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All ways to get a token, and recovery from a revoked one. */
final class TokenGrantsTest {
    private static final String SCOPE = "&scope=https%3A%2F%2Fmanagement.azure.com%2F.default";
    private static final String IDENTITY = "?api-version=2019-08-01&resource=https%3A%2F%2Fmanagement.azure.com%2F";

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().auth(Auth.ISSUED));

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant_type=client_credentials&client_id=app&client_secret=s",
                "grant_type=client_credentials&client_id=app&client_assertion=a.b.c"
                        + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer",
                "grant_type=refresh_token&client_id=app&refresh_token=r",
            })
    void everyGrantGivesATokenThatIsTaken(String grant) {
        HttpResponse<String> answer = token(grant + SCOPE);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(reconnect(JsonBody.of(answer).at("/access_token").asText()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aRefreshGivesTheNextRefreshToken() {
        JsonNode answer = JsonBody.of(token("grant_type=refresh_token&client_id=app&refresh_token=r" + SCOPE));
        assertThat(answer.at("/refresh_token").asText()).isNotBlank();
        assertThat(answer.at("/scope").asText()).isEqualTo("https://management.azure.com/.default");
        assertThat(JsonBody.of(token("grant_type=client_credentials&client_id=app&client_secret=s" + SCOPE))
                        .has("refresh_token"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id=other", "scope=", "grant_type=refresh_token", "client_secret=s"})
    void aRepeatedParameterIsRefused(String again) {
        String form = "grant_type=client_credentials&client_id=app&client_secret=s" + SCOPE;
        HttpResponse<String> refused = token(form + "&" + again);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JsonBody.of(refused).at("/error").asText()).isEqualTo("invalid_request");
        assertThat(JsonBody.of(refused).at("/error_description").asText())
                .startsWith("AADSTS9000411: The request is not properly formatted. The parameter '"
                        + again.replaceFirst("=.*", "") + "' is duplicated.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "scope", "grant_type"})
    void whatComesBackInTheAnswerHasALimit(String parameter) {
        String form = "grant_type=client_credentials&client_id=app&client_secret=s" + SCOPE;
        HttpResponse<String> refused = token(form.replace(parameter + "=", parameter + "=" + "x".repeat(2048)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JsonBody.of(refused).at("/error_description").asText())
                .contains("'" + parameter + "' must have at most 2048");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=refresh_token&client_id=app, 400, AADSTS900144",
        "grant_type=client_credentials&client_id=app&client_assertion=a, 400, AADSTS900144",
        "grant_type=client_credentials&client_id=app&client_assertion=a&client_assertion_type=jwt, 400, AADSTS50027",
    })
    void whatAGrantLacksIsNamed(String grant, int status, String number) {
        HttpResponse<String> refused = token(grant + SCOPE);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(JsonBody.of(refused).at("/error_description").asText()).startsWith(number + ": ");
    }

    @Test
    void aFormThatIsLargerThanAnyGrantIsRefused() {
        HttpResponse<String> refused =
                token("grant_type=client_credentials&client_id=app&client_secret=" + "s".repeat(65_536) + SCOPE);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("AADSTS900023", "at most 64 KiB");
    }

    @Test
    void aFormOfMoreNamesThanAspNetTakesIsRefused() {
        StringBuilder form = new StringBuilder("grant_type=client_credentials&client_id=app&client_secret=s");
        for (int i = 0; i < 1_000; i++) {
            form.append("&a").append(i).append("=1");
        }
        assertThat(token(form + SCOPE).body()).contains("AADSTS900023");
    }

    @Test
    void aManagedIdentityGetsATokenThatIsTaken() {
        HttpResponse<String> answer = identity(IDENTITY + "&client_id=mine", "any");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode json = JsonBody.of(answer);
        assertThat(Instant.ofEpochSecond(Long.parseLong(json.at("/expires_on").textValue())))
                .isAfter(Instant.now());
        assertThat(json.at("/resource").asText()).isEqualTo("https://management.azure.com/");
        assertThat(json.at("/client_id").asText()).isEqualTo("mine");
        assertThat(reconnect(json.at("/access_token").asText()).statusCode()).isEqualTo(202);
        assertThat(mock.journal().entries().get(0).headers()).containsEntry("x-identity-header", "***");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, any, 400, 'resource' is missing",
                "?resource=r, any, 400, 'api-version' is missing",
                IDENTITY + ", , 401, The header X-IDENTITY-HEADER is missing",
            })
    void whatAManagedIdentityLacksIsNamed(String query, @Nullable String header, int status, String message) {
        HttpResponse<String> refused = identity(query, header);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(JsonBody.of(refused).at("/message").asText()).startsWith(message);
    }

    @Test
    void aRevokedTokenIsChallengedAndTheNextOneIsGood() {
        String old = mock.token();
        assertThat(reconnect(old).statusCode()).isEqualTo(202);
        assertThat(new Caller(mock)
                        .method("DELETE")
                        .path("/_mock/tokens")
                        .query("")
                        .send()
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> challenge = reconnect(old);
        assertThat(challenge.statusCode()).isEqualTo(401);
        String header = challenge.headers().firstValue("WWW-Authenticate").orElseThrow();
        assertThat(header).contains("error=\"insufficient_claims\"");
        String claims = header.replaceAll(".*claims=\"([^\"]+)\".*", "$1");
        assertThat(new String(Base64.getDecoder().decode(claims), StandardCharsets.US_ASCII))
                .isEqualTo("{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"0\"}}}");
        assertThat(reconnect(mock.token()).statusCode()).isEqualTo(202);
        assertThat(reconnect(old).statusCode()).as("for good").isEqualTo(401);
    }

    @Test
    void anExpiryIsInRealTimeWhateverTheMocksClockSays() {
        try (MockArm slow = Parts.with(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                .auth(Auth.ISSUED)
                .start()) {
            String expired = slow.token("https://management.azure.com", Duration.ofMinutes(-1));
            assertThat(new Caller(slow)
                            .header("Authorization", "Bearer " + expired)
                            .send()
                            .body())
                    .contains("ExpiredAuthenticationToken")
                    .doesNotContain("1970");
        }
    }

    private HttpResponse<String> token(String form) {
        return new Caller(mock)
                .path("/tenant/oauth2/v2.0/token")
                .query("")
                .json(form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send();
    }

    private HttpResponse<String> identity(String query, @Nullable String header) {
        return new Caller(mock)
                .method("GET")
                .path("/msi/token")
                .query(query)
                .header("X-IDENTITY-HEADER", header)
                .send();
    }

    private HttpResponse<String> reconnect(String token) {
        return new Caller(mock).header("Authorization", "Bearer " + token).send();
    }
}
