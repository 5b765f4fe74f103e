package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectException;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Each check of the mock, as the typed error that the client's caller sees. */
final class RefusedIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SUBSCRIPTION = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @Test
    void aPathThatIsNoArmPath() {
        spoiled(
                request -> request.setUrl(request.getUrl().toString().replace("/subscriptions/", "/subs/")),
                404,
                "MissingSubscription");
    }

    @Test
    void aMissingApiVersion() {
        spoiled(
                request -> request.setUrl(request.getUrl().toString().replace("api-version=", "version=")),
                400,
                "MissingApiVersionParameter");
    }

    @Test
    void aMissingToken() {
        spoiled(request -> request.getHeaders().remove(HttpHeaderName.AUTHORIZATION), 401, "AuthenticationFailed");
    }

    @Test
    void aTokenOfSomeoneElse() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder().auth(Auth.ISSUED))) {
            refused(pair, pair.client().buildAsyncClient(), 401, "InvalidAuthenticationToken");
        }
    }

    @Test
    void anExpiredToken() {
        token("https://management.azure.com", Duration.ofMinutes(-1), "ExpiredAuthenticationToken");
    }

    @Test
    void aTokenForAnotherAudience() {
        token("https://vault.azure.net", Duration.ofHours(1), "InvalidAuthenticationTokenAudience");
    }

    private static void token(String audience, Duration lifetime, String code) {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder().auth(Auth.ISSUED))) {
            BackendReconnectAsyncClient client = pair.client()
                    .credential(ClientAndMock.fixed(pair.mock.token(audience, lifetime)))
                    .buildAsyncClient();
            refused(pair, client, 401, code);
        }
    }

    @Test
    void aSubscriptionThatIsNoUuid() {
        spoiled(
                request -> request.setUrl(request.getUrl().toString().replace(SUBSCRIPTION, "my-sub")),
                400,
                "InvalidSubscriptionId");
    }

    @Test
    void anEmptyWriteBucket() {
        try (ClientAndMock pair =
                new ClientAndMock(MockArm.builder().throttle("1/1").virtualClock())) {
            BackendReconnectAsyncClient client = pair.client()
                    .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
                    .buildAsyncClient();
            StepVerifier.create(client.reconnect(ClientAndMock.SAMPLE))
                    .expectComplete()
                    .verify(LIMIT);
            BackendReconnectException e = refused(pair, client, 429, "SubscriptionRequestsThrottled");
            assertThat(e.getResponse().getHeaderValue(HttpHeaderName.RETRY_AFTER))
                    .isEqualTo("1");
        }
    }

    @Test
    void anotherResourceType() {
        spoiled(
                request -> request.setUrl(request.getUrl().toString().replace("/backends/", "/apis/")),
                404,
                "InvalidResourceType");
    }

    @Test
    void anApiVersionWithoutReconnect() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder())) {
            BackendReconnectException e = refused(
                    pair, pair.client().apiVersion("2016-10-10").buildAsyncClient(), 404, "InvalidResourceType");
            assertThat(e).hasMessageContaining("'2016-10-10'").hasMessageContaining("--any-api-version");
        }
    }

    @Test
    void anotherMethod() {
        spoiled(request -> request.setHttpMethod(com.azure.core.http.HttpMethod.PUT), 405, "MethodNotAllowed");
    }

    @Test
    void aNameThatIsTooLong() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder())) {
            BackendId id = BackendId.of(SUBSCRIPTION, "rg", "svc", "b".repeat(81));
            BackendReconnectException e = refused(pair, pair.client().buildAsyncClient(), id, 400, "ValidationError");
            assertThat(e.getValue().getDetails())
                    .singleElement()
                    .satisfies(detail -> assertThat(detail.getTarget()).isEqualTo("backendId"));
        }
    }

    @Test
    void aBodyThatIsTooLarge() {
        spoiled(request -> request.setBody("x".repeat(1024 * 1024 + 1)), 413, "RequestContentTooLarge");
    }

    @Test
    void aBodyOfAnotherMediaType() {
        spoiled(request -> request.setHeader(HttpHeaderName.CONTENT_TYPE, "text/plain"), 415, "UnsupportedMediaType");
    }

    @Test
    void aBodyThatIsNoJson() {
        spoiled(request -> request.setBody(BinaryData.fromString("{")), 400, "InvalidRequestContent");
    }

    @Test
    void aBodyOffTheSchema() {
        BackendReconnectException e = spoiled(
                request -> request.setBody(BinaryData.fromString("{\"properties\":{\"after\":\"soon\"}}")),
                400,
                "ValidationError");
        assertThat(e.getValue().getDetails())
                .singleElement()
                .satisfies(detail -> assertThat(detail.getTarget()).isEqualTo("properties.after"));
    }

    @Test
    void aDurationBelowTheMinimumOfAStrictMock() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder().strictDuration())) {
            StepVerifier.create(pair.client().buildAsyncClient().reconnect(ClientAndMock.SAMPLE, Duration.ofSeconds(3)))
                    .expectErrorSatisfies(e -> assertThat(
                                    ((BackendReconnectException) e).getValue().getCode())
                            .isEqualTo("ValidationError"))
                    .verify(LIMIT);
        }
    }

    /** A request that is right but for one thing, spoiled after the client has made it. */
    private static BackendReconnectException spoiled(Consumer<HttpRequest> spoil, int status, String code) {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder())) {
            BackendReconnectAsyncClient client =
                    pair.client().addPolicy(new Spoiling(spoil)).buildAsyncClient();
            return refused(pair, client, BackendId.of(SUBSCRIPTION, "rg", "svc", "b"), status, code);
        }
    }

    private static BackendReconnectException refused(
            ClientAndMock pair, BackendReconnectAsyncClient client, int status, String code) {
        return refused(pair, client, ClientAndMock.SAMPLE, status, code);
    }

    private static BackendReconnectException refused(
            ClientAndMock pair, BackendReconnectAsyncClient client, BackendId id, int status, String code) {
        BackendReconnectException[] seen = new BackendReconnectException[1];
        StepVerifier.create(client.reconnect(id, Duration.ofMinutes(5)))
                .expectErrorSatisfies(e -> seen[0] = (BackendReconnectException) e)
                .verify(LIMIT);
        BackendReconnectException e = seen[0];
        JournalEntry entry = pair.mock.journal().last();
        assertThat(e.getStatusCode()).as(e.toString()).isEqualTo(status).isEqualTo(entry.status());
        assertThat(e.getValue().getCode()).isEqualTo(code);
        assertThat(e.getRequestId()).isNotNull().isEqualTo(entry.requestId());
        assertThat(e.getCorrelationId()).isNotNull();
        assertThat(e.getBackend()).isEqualTo(id);
        assertThat(entry.refusedBy()).isNotNull();
        return e;
    }

    private record Spoiling(Consumer<HttpRequest> spoil) implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            spoil.accept(context.getHttpRequest());
            return next.process();
        }
    }
}
