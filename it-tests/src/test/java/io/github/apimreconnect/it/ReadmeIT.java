package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** The examples of the README, unchanged except for the tap. */
final class ReadmeIT {
    private final BackendId backend = BackendId.parse("/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e"
            + "/resourceGroups/rg1/providers/Microsoft.ApiManagement/service/apimService1/backends/proxybackend");

    @Test
    void theMockInATest() throws Exception {
        Tap tap = new Tap();
        try (MockArm mock = MockArm.builder().auth(Auth.NONE).start();
                TapRelay relay = new TapRelay(mock.port(), tap)) {
            BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                    .endpoint(relay.httpEndpoint().toString())
                    .buildAsyncClient();

            StepVerifier.create(client.reconnect(backend, Duration.ofMinutes(2)))
                    .verifyComplete();

            assertThat(mock.journal().last().body()).isEqualTo("{\"properties\":{\"after\":\"PT2M\"}}");
            // Auth.NONE accepts a request without a token, which the contract does not.
            assertThat(tap.exchanges())
                    .singleElement()
                    .satisfies(exchange -> assertThat(ContractValidator.SHIPPED.complaints(exchange))
                            .singleElement(STRING)
                            .contains("requires security parameters"));
        }
    }

    @Test
    void aTransportThatTrustsTheMock() throws SSLException {
        Tap tap = new Tap();
        try (MockArm mock = MockArm.builder().auth(Auth.ISSUED).start()) {
            SslContext trust = SslContextBuilder.forClient()
                    .trustManager(mock.certificateAuthority())
                    .build();
            HttpClient trusting = new NettyAsyncHttpClientBuilder(reactor.netty.http.client.HttpClient.create()
                            .doOnChannelInit(tap)
                            .secure(tls -> tls.sslContext(trust)))
                    .build();
            BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                    .endpoint(mock.endpoint().toString())
                    .credential(ClientAndMock.fixed(mock.token()))
                    .httpClient(trusting)
                    .buildAsyncClient();

            StepVerifier.create(client.reconnect(backend)).verifyComplete();
            assertThat(tap.exchanges()).hasSize(1);
            tap.verify();
        }
    }
}
