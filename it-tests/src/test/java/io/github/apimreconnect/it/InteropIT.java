package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.resourcemanager.apimanagement.ApiManagementManager;
import com.azure.resourcemanager.apimanagement.models.BackendReconnectContract;
import com.azure.resourcemanager.apimanagement.models.Backends;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The mock, used by clients unrelated to this project, each with a token from the mock. */
final class InteropIT {
    private final ClientAndMock pair = new ClientAndMock(MockArm.builder().auth(Auth.ISSUED));

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void theOfficialSdkReconnectsAfterADuration() {
        int status = official()
                .reconnectWithResponse(
                        ClientAndMock.SAMPLE.resourceGroup(),
                        ClientAndMock.SAMPLE.service(),
                        ClientAndMock.SAMPLE.backend(),
                        new BackendReconnectContract().withAfter(Duration.ofSeconds(3)),
                        Context.NONE)
                .getStatusCode();
        assertThat(status).isEqualTo(202);
        assertThat(pair.mock.journal().last().body()).isEqualTo("{\"properties\":{\"after\":\"PT3S\"}}");
        assertThat(pair.tap.exchanges()).hasSize(1);
    }

    @Test
    void theOfficialSdkReconnectsWithoutABody() {
        official()
                .reconnect(
                        ClientAndMock.SAMPLE.resourceGroup(),
                        ClientAndMock.SAMPLE.service(),
                        ClientAndMock.SAMPLE.backend());
        JournalEntry seen = pair.mock.journal().last();
        assertThat(seen.status()).isEqualTo(202);
        assertThat(seen.body()).isEmpty();
        // Our client sends none here, but the mock must accept it.
        assertThat(seen.headers()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void theOfficialSdkHasItsTokenFromTheMock() {
        official()
                .reconnect(
                        ClientAndMock.SAMPLE.resourceGroup(),
                        ClientAndMock.SAMPLE.service(),
                        ClientAndMock.SAMPLE.backend());
        assertThat(pair.mock.journal().entries())
                .extracting(JournalEntry::status)
                .containsExactly(200, 202);
        assertThat(pair.tap.skipped()).isEqualTo(1);
    }

    @Test
    void aRefusalIsTheTypedExceptionOfTheOfficialSdk() {
        ManagementException e = catchThrowableOfType(
                ManagementException.class,
                () -> official()
                        .reconnect(
                                ClientAndMock.SAMPLE.resourceGroup(), ClientAndMock.SAMPLE.service(), "b".repeat(81)));
        assertThat(e.getResponse().getStatusCode()).isEqualTo(400);
        assertThat(e.getValue().getCode()).isEqualTo("ValidationError");
        assertThat(e.getValue().getMessage()).isEqualTo("One or more fields contain incorrect values:");
        assertThat(e.getValue().getDetails())
                .singleElement()
                .satisfies(detail -> assertThat(detail.getTarget()).isEqualTo("backendId"));
    }

    @Test
    void theOfficialSdkRetriesAnUnavailableServiceButNotAConcurrencyConflict() {
        pair.mock.script(Scope.ANY, Step.answer("service-unavailable"), Step.answer("concurrency-conflict"));
        assertThatExceptionOfType(ManagementException.class)
                .isThrownBy(() -> official()
                        .reconnect(
                                ClientAndMock.SAMPLE.resourceGroup(),
                                ClientAndMock.SAMPLE.service(),
                                ClientAndMock.SAMPLE.backend()))
                .satisfies(e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(409));
        assertThat(pair.mock.journal().entries())
                .extracting(JournalEntry::status)
                .containsExactly(200, 503, 409);
    }

    @Test
    void theJdksClientGetsATokenAndSendsTheDocumentedSample() throws Exception {
        try (TapRelay relay = new TapRelay(pair.mock.port(), pair.tap)) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(relay.sslContext()).build();
            sendTheSample(client, relay.endpoint());
        }
        assertThat(pair.tap.exchanges()).hasSize(1);
        assertThat(pair.tap.skipped()).isEqualTo(1);
    }

    private static void sendTheSample(HttpClient client, URI endpoint) throws Exception {
        HttpResponse<String> token = client.send(
                HttpRequest.newBuilder(endpoint.resolve("/a-tenant/oauth2/v2.0/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=a&client_secret=b"
                                + "&scope=https%3A%2F%2Fmanagement.azure.com%2F.default"))
                        .build(),
                BodyHandlers.ofString());
        String bearer = JsonMapper.builder()
                .build()
                .readTree(token.body())
                .at("/access_token")
                .textValue();
        HttpResponse<String> reconnect = client.send(
                HttpRequest.newBuilder(
                                endpoint.resolve(ClientAndMock.SAMPLE + "/reconnect?api-version=2023-05-01-preview"))
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"properties\":{\"after\":\"PT3S\"}}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
        assertThat(reconnect.statusCode()).as(reconnect.body()).isEqualTo(202);
        assertThat(reconnect.body()).isEmpty();
    }

    private Backends official() {
        String mock = pair.mock.endpoint().toString();
        AzureEnvironment environment =
                new AzureEnvironment(Map.of("resourceManagerEndpointUrl", mock, "managementEndpointUrl", mock));
        return ApiManagementManager.configure()
                .withHttpClient(pair.transport())
                .withScope("https://management.azure.com/.default")
                .authenticate(
                        pair.clientSecret().build(),
                        new AzureProfile("a-tenant", ClientAndMock.SAMPLE.subscription(), environment))
                .backends();
    }
}
