package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Script;
import io.github.apimreconnect.mockarm.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Azure Identity gets its tokens from the mock, and the mock accepts them. */
final class TokensIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ClientAndMock pair = new ClientAndMock(MockArm.builder().auth(Auth.ISSUED));
    private final BackendReconnectAsyncClient client =
            pair.client().credential(pair.clientSecret().build()).buildAsyncClient();

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void aClientSecretCredentialGetsATokenThatIsAccepted() {
        StepVerifier.create(client.reconnect(ClientAndMock.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
        assertThat(statuses()).containsExactly(200, 202);
        assertThat(pair.mock.journal().entries().get(0).target())
                .isEqualTo("/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token");
    }

    @Test
    void aWorkloadIdentityGetsATokenForItsAssertion(@TempDir Path folder) throws IOException {
        Path assertion = Files.writeString(folder.resolve("federated-token"), "header.payload.signature");
        TokenCredential workload = new WorkloadIdentityCredentialBuilder()
                .authorityHost(pair.mock.endpoint().toString())
                .disableInstanceDiscovery()
                .tenantId("11111111-1111-1111-1111-111111111111")
                .clientId("22222222-2222-2222-2222-222222222222")
                .tokenFilePath(assertion.toString())
                .httpClient(pair.transport())
                .build();
        StepVerifier.create(
                        pair.client().credential(workload).buildAsyncClient().reconnect(ClientAndMock.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
        assertThat(statuses()).containsExactly(200, 202);
    }

    @Test
    void aScriptedClaimsChallengeIsAnsweredWithAnotherToken() {
        Script script = pair.mock.script(Scope.ANY, Step.answer("claims-challenge"));
        StepVerifier.create(client.reconnect(ClientAndMock.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
        assertThat(statuses()).containsExactly(200, 401, 200, 202);
        assertThat(script.unused()).isEmpty();
    }

    @Test
    void aTokenThatIsRevokedIsReplacedByOneThatIsGood() {
        StepVerifier.create(client.reconnect(ClientAndMock.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
        pair.mock.revokeTokens();
        StepVerifier.create(client.reconnect(ClientAndMock.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
        assertThat(statuses()).containsExactly(200, 202, 401, 200, 202);
    }

    @Test
    void oneTokenServesManyCalls() {
        StepVerifier.create(Flux.range(0, 100)
                        .flatMap(i -> client.reconnect(ClientAndMock.SAMPLE).thenReturn(i), 16)
                        .count())
                .expectNext(100L)
                .expectComplete()
                .verify(LIMIT);
        assertThat(pair.mock.journal().entries())
                .filteredOn(entry -> entry.target().endsWith("/token"))
                .hasSize(1);
    }

    @Test
    void aWrongArgumentAsksForNoToken() {
        StepVerifier.create(client.reconnect(ClientAndMock.SAMPLE, Duration.ofSeconds(-1)))
                .expectError(IllegalArgumentException.class)
                .verify(LIMIT);
        assertThat(pair.mock.journal().entries()).isEmpty();
    }

    private List<Integer> statuses() {
        return pair.mock.journal().entries().stream().map(JournalEntry::status).toList();
    }
}
