package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
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
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.github.apimreconnect.client.BackendReconnectException;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Each check of the mock, and the typed error that the client's caller gets. */
final class RefusedIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final BackendId SAMPLE = ClientAndMock.SAMPLE;

    static List<Spoiled> spoiled() {
        return List.of(
                new Spoiled(404, "MissingSubscription", url("/subscriptions/", "/subs/")),
                new Spoiled(400, "MissingApiVersionParameter", url("api-version=", "version=")),
                new Spoiled(
                        401,
                        "AuthenticationFailed",
                        request -> request.getHeaders().remove(HttpHeaderName.AUTHORIZATION)),
                new Spoiled(400, "InvalidSubscriptionId", url(SAMPLE.subscription(), "my-sub")),
                new Spoiled(404, "InvalidResourceType", url("/backends/", "/apis/")),
                new Spoiled(405, "MethodNotAllowed", request -> request.setHttpMethod(HttpMethod.PUT)),
                new Spoiled(413, "RequestContentTooLarge", body("x".repeat(1024 * 1024 + 1))),
                new Spoiled(
                        415,
                        "UnsupportedMediaType",
                        request -> request.setHeader(HttpHeaderName.CONTENT_TYPE, "text/plain")),
                new Spoiled(400, "InvalidRequestContent", body("{")));
    }

    @ParameterizedTest
    @MethodSource("spoiled")
    void eachCheckRefusesWithItsStatusAndCode(Spoiled one) {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder())) {
            refused(pair, pair.client().addPolicy(one), one.status, one.code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://management.azure.com, -PT1M, ExpiredAuthenticationToken",
        "https://vault.azure.net, PT1H, InvalidAuthenticationTokenAudience",
    })
    void aTokenMustBeCurrentAndForTheAudience(String audience, Duration lifetime, String code) {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder().auth(Auth.ISSUED))) {
            String token = pair.mock.token(audience, lifetime);
            refused(pair, pair.client().credential(ClientAndMock.fixed(token)), 401, code);
        }
    }

    @Test
    void aTokenMustBeIssuedByTheMock() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder().auth(Auth.ISSUED))) {
            refused(pair, pair.client(), 401, "InvalidAuthenticationToken");
        }
    }

    @Test
    void anEmptyWriteBucketIsRefusedWithRetryAfter() {
        try (ClientAndMock pair =
                new ClientAndMock(MockArm.builder().throttle("1/1").virtualClock())) {
            BackendReconnectClientBuilder client =
                    pair.client().retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)));
            StepVerifier.create(client.buildAsyncClient().reconnect(SAMPLE))
                    .expectComplete()
                    .verify(LIMIT);
            BackendReconnectException e = refused(pair, client, 429, "SubscriptionRequestsThrottled");
            assertThat(e.getResponse().getHeaderValue(HttpHeaderName.RETRY_AFTER))
                    .isEqualTo("1");
        }
    }

    @Test
    void anUnsupportedApiVersionIsNamedWithTheSwitchThatRelaxesIt() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder())) {
            BackendReconnectException e =
                    refused(pair, pair.client().apiVersion("2016-10-10"), 404, "InvalidResourceType");
            assertThat(e).hasMessageContaining("'2016-10-10'").hasMessageContaining("--any-api-version");
        }
    }

    @Test
    void anInvalidNameIsTheTargetOfADetail() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder())) {
            BackendId id = BackendId.of(SAMPLE.subscription(), "rg", "svc", "b".repeat(81));
            target(refused(pair, pair.client().buildAsyncClient(), id, 400, "ValidationError"), "backendId");
        }
    }

    @Test
    void anInvalidFieldIsTheTargetOfADetail() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder())) {
            Spoiled one = new Spoiled(400, "ValidationError", body("{\"properties\":{\"after\":\"soon\"}}"));
            target(refused(pair, pair.client().addPolicy(one), one.status, one.code), "properties.after");
        }
    }

    @Test
    void aStrictMockRefusesADurationBelowTheMinimum() {
        try (ClientAndMock pair = new ClientAndMock(MockArm.builder().strictDuration())) {
            StepVerifier.create(pair.client().buildAsyncClient().reconnect(SAMPLE, Duration.ofSeconds(3)))
                    .expectErrorSatisfies(e -> assertThat(
                                    ((BackendReconnectException) e).getValue().getCode())
                            .isEqualTo("ValidationError"))
                    .verify(LIMIT);
        }
    }

    private static void target(BackendReconnectException e, String field) {
        assertThat(e.getValue().getDetails())
                .singleElement()
                .satisfies(detail -> assertThat(detail.getTarget()).isEqualTo(field));
    }

    private static BackendReconnectException refused(
            ClientAndMock pair, BackendReconnectClientBuilder client, int status, String code) {
        return refused(pair, client.buildAsyncClient(), SAMPLE, status, code);
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

    private static Consumer<HttpRequest> url(String part, String instead) {
        return request -> request.setUrl(request.getUrl().toString().replace(part, instead));
    }

    private static Consumer<HttpRequest> body(String text) {
        return request -> request.setBody(BinaryData.fromString(text));
    }

    /** A change to a request after the client has made it, and the refusal. */
    private record Spoiled(int status, String code, Consumer<HttpRequest> change) implements HttpPipelinePolicy {
        @Override
        public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
            change.accept(context.getHttpRequest());
            return next.process();
        }

        @Override
        public String toString() {
            return code;
        }
    }
}
