package io.github.apimreconnect.it.load;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.HttpClientOptions;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.github.apimreconnect.it.Tap;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * A transport for the real client: TLS, a token, and its own connections and threads. Closing it releases them, and
 * checks the captured exchanges against the contract.
 */
final class LoadClient implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final int FEW = 500;

    private final ConnectionProvider connections;
    private final LoopResources loops = LoopResources.create("load", 2, true);
    private final Tap tap;
    private final URI endpoint;
    private final Duration responseTimeout;
    private final com.azure.core.http.HttpClient transport;

    LoadClient(URI endpoint, X509Certificate trusted, Duration responseTimeout) {
        this(endpoint, trusted, responseTimeout, CONNECTIONS, Scale.current().tapped());
    }

    /** Creates a client that checks only its first exchanges, for tests that also measure time and memory. */
    static LoadClient hardlyTapped(URI endpoint, X509Certificate trusted, Duration responseTimeout, int connections) {
        return new LoadClient(endpoint, trusted, responseTimeout, connections, FEW);
    }

    private LoadClient(URI endpoint, X509Certificate trusted, Duration responseTimeout, int most, int tapped) {
        this.connections = ConnectionProvider.builder("load")
                .maxConnections(most)
                // An open loop must not wait for a free connection.
                .pendingAcquireMaxCount(-1)
                .build();
        this.tap = new Tap(tapped);
        this.endpoint = endpoint;
        this.responseTimeout = responseTimeout;
        SslContext trusting = trusting(trusted);
        HttpClient http = HttpClient.create(connections)
                .runOn(loops)
                // The ledger must see every attempt.
                .disableRetry(true)
                .doOnChannelInit(tap)
                .secure(tls -> tls.sslContext(trusting));
        this.transport = new NettyAsyncHttpClientBuilder(http)
                .responseTimeout(responseTimeout)
                // Longer than the client's limit for the body, as in its own transport.
                .readTimeout(responseTimeout.plusMinutes(1))
                .build();
    }

    BackendReconnectClientBuilder builder() {
        return new BackendReconnectClientBuilder()
                .endpoint(endpoint.toString())
                .httpClient(transport)
                // This limits the body of an answer; the transport limits the head.
                .clientOptions(new HttpClientOptions().setResponseTimeout(responseTimeout))
                .credential(request -> Mono.just(new AccessToken(
                        "any", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))));
    }

    BackendReconnectAsyncClient watchedBy(HttpPipelinePolicy policy) {
        return builder().addPolicy(policy).buildAsyncClient();
    }

    @Override
    public void close() {
        Mono.when(connections.disposeLater(), loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)))
                .block(Duration.ofMinutes(1));
        tap.verify();
    }

    private static SslContext trusting(X509Certificate certificate) {
        try {
            return SslContextBuilder.forClient().trustManager(certificate).build();
        } catch (SSLException e) {
            throw new IllegalStateException("The certificate is not usable", e);
        }
    }
}
