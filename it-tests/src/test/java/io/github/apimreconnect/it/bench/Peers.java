package io.github.apimreconnect.it.bench;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.AddHeadersPolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpLoggingPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.CoreUtils;
import com.azure.core.util.HttpClientOptions;
import com.azure.resourcemanager.apimanagement.ApiManagementManager;
import com.azure.resourcemanager.apimanagement.models.BackendReconnectContract;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;

/** The same reconnect, sent by each contender over its own default transport, on a pool of at least 64. */
final class Peers {
    static final BackendId ID = BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg1", "apimService1", "backend1");

    private static final String BODY = "{\"properties\":{\"after\":\"PT2M\"}}";

    private Peers() {}

    static TokenCredential credential() {
        AccessToken token = new AccessToken(
                "x".repeat(1200), OffsetDateTime.now(ZoneOffset.UTC).plusHours(8));
        return request -> Mono.just(token);
    }

    static BackendReconnectClientBuilder ours(String endpoint) {
        return new BackendReconnectClientBuilder().endpoint(endpoint).credential(credential());
    }

    static Mono<Void> call(BackendReconnectAsyncClient client) {
        return client.reconnect(ID, Duration.ofMinutes(2));
    }

    /** The same policies, including Azure Core's own retry, and a drained response. */
    static Mono<Void> azureCore(String endpoint, HttpPipeline pipeline) {
        return Mono.defer(() -> pipeline.send(new HttpRequest(HttpMethod.POST, url(endpoint))
                        .setHeader(HttpHeaderName.ACCEPT, "application/json")
                        .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                        .setBody(BinaryData.fromString(BODY))))
                .flatMap(response -> response.getBodyAsByteArray()
                        .then(
                                response.getStatusCode() == 202
                                        ? Mono.empty()
                                        : Mono.error(new IllegalStateException("" + response.getStatusCode()))));
    }

    static HttpPipeline azurePipeline() {
        return new HttpPipelineBuilder()
                .policies(
                        new UserAgentPolicy("bench"),
                        new AddHeadersPolicy(new HttpHeaders()),
                        new AddHeadersFromContextPolicy(),
                        new RequestIdPolicy(),
                        new RetryPolicy(),
                        new AddDatePolicy(),
                        new BearerTokenAuthenticationPolicy(credential(), "https://management.azure.com/.default"),
                        new HttpLoggingPolicy(new HttpLogOptions()))
                .httpClient(HttpClient.createDefault(new HttpClientOptions().setMaximumConnectionPoolSize(256)))
                .build();
    }

    static reactor.netty.http.client.HttpClient reactorNetty() {
        return reactor.netty.http.client.HttpClient.create(ConnectionProvider.builder("bare")
                        .maxConnections(256)
                        .pendingAcquireMaxCount(-1)
                        .build())
                .secure();
    }

    static Mono<Void> bare(String endpoint, reactor.netty.http.client.HttpClient client) {
        String token = "Bearer " + "x".repeat(1200);
        byte[] body = BODY.getBytes(StandardCharsets.US_ASCII);
        return client.headers(headers -> headers.set("Authorization", token)
                        .set("Content-Type", "application/json")
                        .set("Content-Length", body.length)
                        .set("Accept", "application/json")
                        .set("x-ms-client-request-id", CoreUtils.randomUuid().toString()))
                .post()
                .uri(url(endpoint))
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) -> content.then(
                        response.status().code() == 202 ? Mono.empty() : Mono.error(new IllegalStateException())));
    }

    static ApiManagementManager officialSdk(String endpoint, int connections, int delayMillis) {
        AzureEnvironment environment =
                new AzureEnvironment(Map.of("resourceManagerEndpointUrl", endpoint, "managementEndpointUrl", endpoint));
        return ApiManagementManager.configure()
                .withHttpClient(
                        HttpClient.createDefault(new HttpClientOptions().setMaximumConnectionPoolSize(connections)))
                .withScope("https://management.azure.com/.default")
                .withPolicy(new AddHeadersPolicy(
                        new HttpHeaders().set(HttpHeaderName.fromString("x-delay"), Integer.toString(delayMillis))))
                .authenticate(credential(), new AzureProfile("tenant", ID.subscription(), environment));
    }

    static void official(ApiManagementManager manager) {
        manager.backends()
                .reconnectWithResponse(
                        ID.resourceGroup(),
                        ID.service(),
                        ID.backend(),
                        new BackendReconnectContract().withAfter(Duration.ofMinutes(2)),
                        Context.NONE);
    }

    private static String url(String endpoint) {
        return endpoint + ID + "/reconnect?api-version=2023-05-01-preview";
    }
}
