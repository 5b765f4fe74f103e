package io.github.apimreconnect.mockarm.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.JsonBody;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Version 2017-09-01 of the managed-identity endpoint, as the Azure CLI uses it. */
final class FirstManagedIdentityTest {
    private static final String QUERY = "?resource=https://management.core.windows.net/&api-version=2017-09-01";

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().auth(Auth.ISSUED));

    private MockArm mock;

    @BeforeEach
    void use(MockArm started) {
        mock = started;
    }

    @Test
    void itsTokenIsAccepted() {
        JsonNode answer = json(identity("/msi/token/").header("secret", "any").send());
        assertThat(answer.at("/token_type").asText()).isEqualTo("Bearer");
        String token = answer.at("/access_token").asText();
        assertThat(new Caller(mock)
                        .header("Authorization", "Bearer " + token)
                        .send()
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void itsExpiryIsADate() {
        JsonNode answer = json(identity("/msi/token").header("secret", "any").send());
        OffsetDateTime expiry = OffsetDateTime.parse(
                answer.at("/expires_on").asText(), DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss xxx"));
        assertThat(expiry).isCloseTo(OffsetDateTime.now(ZoneOffset.UTC).plusHours(1), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void itsHeaderIsRequired() {
        HttpResponse<String> response =
                identity("/msi/token").header("X-IDENTITY-HEADER", "any").send();
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("The header secret is missing");
    }

    @Test
    void itsHeaderIsMaskedInTheJournal() {
        identity("/msi/token").header("secret", "hunter2").send();
        assertThat(mock.journal().last().headers().toString()).doesNotContain("hunter2");
    }

    @Test
    void onlyASlashMayFollowThePath() {
        assertThat(identity("/msi/token/x").header("secret", "any").send().statusCode())
                .isEqualTo(404);
    }

    private Caller identity(String path) {
        return new Caller(mock).method("GET").path(path).query(QUERY).header("Authorization", null);
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonBody.of(response);
    }
}
