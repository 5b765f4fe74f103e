package io.github.apimreconnect.it;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientSecretCredentialBuilder;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmBuilder;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/**
 * A mock and a transport that trusts it; {@link #client()} returns a valid client for both, which a test can change.
 * Traffic between them is checked against the contract: {@link #close()} throws on a violation.
 */
final class ClientAndMock implements AutoCloseable {
    static final BackendId SAMPLE =
            BackendId.of("00000000-0000-0000-0000-000000000000", "rg1", "apimService1", "proxybackend");

    final MockArm mock;

    /** Captures the traffic between them. */
    final Tap tap = new Tap();

    private final Transport transport;

    ClientAndMock(MockArmBuilder settings) {
        this.mock = settings.start();
        this.transport = new Transport(mock, tap);
    }

    /** Returns the transport, for the demo. */
    Transport over() {
        return transport;
    }

    /** Returns the transport, for clients other than ours. */
    HttpClient transport() {
        return transport.client();
    }

    BackendReconnectClientBuilder client() {
        return new BackendReconnectClientBuilder()
                .endpoint(mock.endpoint().toString())
                .httpClient(transport.client())
                .credential(fixed("any"));
    }

    /** Returns an Azure Identity credential with the mock as its authority. */
    ClientSecretCredentialBuilder clientSecret() {
        return new ClientSecretCredentialBuilder()
                .authorityHost(mock.endpoint().toString())
                .disableInstanceDiscovery()
                .tenantId("11111111-1111-1111-1111-111111111111")
                .clientId("22222222-2222-2222-2222-222222222222")
                .clientSecret("a-secret")
                .httpClient(transport.client());
    }

    static TokenCredential fixed(String token) {
        return request -> Mono.just(
                new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    }

    @Override
    public void close() {
        transport.close();
        mock.close();
        tap.verify();
    }
}
