package io.github.apimreconnect.mockarm.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.JsonBody;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensTest {
    private static final String ARM = "https://management.azure.com";
    private static final String FORM = "grant_type=client_credentials&client_id=app&client_secret=hunter2"
            + "&scope=https%3A%2F%2Fmanagement.azure.com%2F.default%20openid%20profile";

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().auth(Auth.ISSUED));

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void aTokenOfTheTokenEndpointIsAccepted() {
        HttpResponse<String> response = tokenRequest(FORM);
        JsonNode answer = JsonBody.of(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.at("/token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.at("/expires_in").asInt()).isEqualTo(3600);
        assertThat(reconnect("Bearer " + answer.at("/access_token").asText()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aTokenOfTheMockItselfIsAccepted() {
        assertThat(reconnect("Bearer " + mock.token()).statusCode()).isEqualTo(202);
    }

    @Test
    void anExpiredTokenIsRefusedWithBothTimes() {
        HttpResponse<String> response = reconnect("Bearer " + mock.token(ARM, Duration.ofMinutes(-10)));
        assertRefused(response, "ExpiredAuthenticationToken");
        assertThat(JsonBody.of(response).at("/error/message").asText())
                .matches("The access token expiry UTC time '\\d+/\\d+/\\d{4} \\d+:\\d{2}:\\d{2} [AP]M' is earlier than "
                        + "current UTC time '.*'\\.");
    }

    @Test
    void aTokenForAnotherAudienceIsRefusedWithThoseAllowed() {
        HttpResponse<String> response =
                reconnect("Bearer " + mock.token("https://vault.azure.net", Duration.ofHours(1)));
        assertRefused(response, "InvalidAuthenticationTokenAudience");
        assertThat(response.body()).contains("'https://vault.azure.net'", "'" + ARM + "'");
    }

    @Test
    void aTokenOfAnotherMockIsRefused() {
        try (MockArm other = MockArm.start()) {
            assertRefused(reconnect("Bearer " + other.token()), "InvalidAuthenticationToken");
        }
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String token = mock.token();
        int payload = token.indexOf('.') + 5;
        String changed =
                token.substring(0, payload) + (token.charAt(payload) == 'A' ? 'B' : 'A') + token.substring(payload + 1);
        assertRefused(reconnect("Bearer " + changed), "InvalidAuthenticationToken");
    }

    @Test
    void aTokenSignedBySomeoneElseIsRefused() throws Exception {
        SignedJWT good = SignedJWT.parse(mock.token());
        SignedJWT forged = new SignedJWT(good.getHeader(), good.getJWTClaimsSet());
        forged.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate()));
        assertRefused(reconnect("Bearer " + forged.serialize()), "InvalidAuthenticationToken");
    }

    @Test
    void aMalformedTokenIsRefused() {
        assertRefused(reconnect("Bearer any"), "InvalidAuthenticationToken");
    }

    @Test
    void theKeysOfTheDiscoveryDocumentVerifyTheToken() throws Exception {
        JsonNode discovery = get("/tenant-1/v2.0/.well-known/openid-configuration");
        assertThat(discovery.at("/issuer").asText()).isEqualTo(mock.endpoint() + "/tenant-1/v2.0");
        assertThat(discovery.at("/token_endpoint").asText()).isEqualTo(mock.endpoint() + "/tenant-1/oauth2/v2.0/token");
        JsonNode keys = get(discovery
                .at("/jwks_uri")
                .asText()
                .substring(mock.endpoint().toString().length()));
        SignedJWT token = SignedJWT.parse(mock.token());
        assertThat(token.verify(new ECDSAVerifier(ECKey.parse(keys.at("/keys/0").toString()))))
                .isTrue();
        assertThat(keys.at("/keys/0").has("d")).as("the private key").isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, invalid_request, AADSTS900144",
        "grant_type=client_credentials, 400, invalid_request, AADSTS900144",
        "grant_type=password&client_id=a&scope=x/.default, 400, unsupported_grant_type, AADSTS70003",
        "grant_type=client_credentials&client_id=a&scope=x/.default, 401, invalid_client, AADSTS7000218",
        "grant_type=client_credentials&client_id=a&client_secret=s&scope=x, 400, invalid_scope, AADSTS1002012",
        "grant_type=client_credentials&client_secret=hunter2&scope=%zz, 400, invalid_request, AADSTS900023",
    })
    void aTokenRequestThatLacksSomethingIsRefusedInEntrasForm(String form, int status, String error, String number) {
        HttpResponse<String> response = tokenRequest(form);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JsonBody.of(response).at("/error").asText()).isEqualTo(error);
        assertThat(JsonBody.of(response).at("/error_description").asText()).startsWith(number + ": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/t/oauth2/token", "/t/oauth2/v2.0/token/", "/t/oauth2/V2.0/token", "//t/oauth2/v2.0/token"})
    void aTokenRequestThatMissesItsEndpointLeavesNoSecretInTheJournal(String path) {
        try (MockArm other = MockArm.start()) {
            new Caller(other)
                    .path(path)
                    .query("")
                    .json(FORM)
                    .header("x-ms-authorization-auxiliary", "Bearer hunter2")
                    .send();
            assertThat(other.journal().last().body()).isEqualTo("***");
            assertThat(other.journal().last().headers()).containsEntry("x-ms-authorization-auxiliary", "***");
        }
    }

    @Test
    void theJournalHoldsNeitherSecretsNorTokens() {
        tokenRequest(FORM + "&marker=journal-secret");
        String token = mock.token();
        reconnect("Bearer " + token);
        assertThat(mock.journal().entries())
                .isNotEmpty()
                .noneSatisfy(entry -> assertThat(entry.headers() + entry.body()).contains("hunter2"))
                .noneSatisfy(entry -> assertThat(entry.headers() + entry.body()).contains(token))
                .anySatisfy(entry -> assertThat(entry.headers()).containsEntry("authorization", "***"))
                .anySatisfy(entry -> assertThat(entry.body()).isEqualTo("***"));
    }

    private HttpResponse<String> tokenRequest(String form) {
        return new Caller(mock)
                .path("/tenant-1/oauth2/v2.0/token")
                .query("")
                .json(form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send();
    }

    private HttpResponse<String> reconnect(String authorization) {
        return new Caller(mock).header("Authorization", authorization).send();
    }

    private JsonNode get(String path) {
        return JsonBody.of(
                new Caller(mock).method("GET").path(path).query("").send().body());
    }

    private static void assertRefused(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(JsonBody.of(response).at("/error/code").asText()).isEqualTo(code);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer authorization_uri=\"https://localhost:");
    }
}
