package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.rest.Response;
import com.azure.core.management.exception.ManagementException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

final class BackendReconnectAsyncClientTest {
    private static final String NOT_FOUND =
            "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"Backend not found.\",\"details\":null}}";

    private final AtomicInteger tokens = new AtomicInteger();
    private final TokenCredential credential = scopes -> Mono.fromSupplier(() -> {
        tokens.incrementAndGet();
        return new AccessToken(
                "s3cr3t-token", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
    });

    @Test
    void nothingHappensBeforeSubscription() {
        CannedTransport transport = CannedTransport.answering(202, "");
        BackendReconnectAsyncClient client = client(transport);
        client.reconnect(ID);
        client.reconnect(ID, Duration.ofMinutes(5));
        client.reconnectWithResponse(ID, null);
        assertThat(transport.sent).isEmpty();
        assertThat(tokens).hasValue(0);
    }

    @Test
    void everySubscriptionIsANewCall() {
        CannedTransport transport = CannedTransport.answering(202, "");
        Mono<Void> reconnect = client(transport).reconnect(ID);
        StepVerifier.create(reconnect.then(reconnect)).verifyComplete();
        assertThat(transport.sent)
                .extracting(request -> request.getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aTokenIsSentAndKeptForTheNextCall() {
        CannedTransport transport = CannedTransport.answering(202, "");
        BackendReconnectAsyncClient client = client(transport);
        StepVerifier.create(client.reconnect(ID).then(client.reconnect(ID))).verifyComplete();
        assertThat(tokens).hasValue(1);
        assertThat(transport.sent)
                .extracting(request -> request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION))
                .containsOnly("Bearer s3cr3t-token");
    }

    @Test
    void aCredentialThatFailsKeepsItsOwnErrorAndNothingIsSent() {
        CannedTransport transport = CannedTransport.answering(202, "");
        BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                .credential(request -> Mono.error(new ClientAuthenticationException("no such app", null)))
                .httpClient(transport)
                .buildAsyncClient();
        StepVerifier.create(client.reconnect(ID))
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(ClientAuthenticationException.class)
                        .hasMessage("no such app"))
                .verify();
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void theResponseHoldsTheHeadersAndNoSecret() {
        CannedTransport transport = CannedTransport.answering(202, "");
        Response<Void> response = client(transport)
                .reconnectWithResponse(ID, new BackendReconnectContract(Duration.ofSeconds(3)))
                .block();
        assertThat(response).isNotNull();
        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(response.getHeaders().getValue(HttpHeaderName.X_MS_REQUEST_ID))
                .isEqualTo("request-1");
        assertThat(response.getRequest().getHeaders().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void theUserAgentNamesThisLibraryAndItsVersion() {
        CannedTransport transport = CannedTransport.answering(202, "");
        StepVerifier.create(client(transport).reconnect(ID)).verifyComplete();
        assertThat(transport.only().getHeaders().getValue(HttpHeaderName.USER_AGENT))
                .matches("azsdk-java-apim-reconnect-client/[0-9][^ ]* .*");
    }

    @Test
    void aNegativeDurationIsEmittedAndNothingIsSent() {
        CannedTransport transport = CannedTransport.answering(202, "");
        refusesQuietly(transport, client(transport).reconnect(ID, Duration.ofMillis(-1)), "'after'");
    }

    @Test
    @SuppressWarnings("NullAway") // a caller without a null checker
    void aMissingBackendIsEmittedAndNothingIsSent() {
        CannedTransport transport = CannedTransport.answering(202, "");
        refusesQuietly(transport, client(transport).reconnect(null), "'backend'");
        refusesQuietly(transport, client(transport).reconnect(null, Duration.ZERO), "'backend'");
        refusesQuietly(
                transport, client(transport).reconnectWithResponse(null, null).then(), "'backend'");
    }

    private void refusesQuietly(CannedTransport transport, Mono<Void> reconnect, String field) {
        StepVerifier.create(reconnect)
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(field))
                .verify();
        assertThat(transport.sent).isEmpty();
        assertThat(tokens).hasValue(0);
    }

    @Test
    void aRefusalIsATypedErrorOfOneLine() {
        StepVerifier.create(client(CannedTransport.answering(404, NOT_FOUND)).reconnect(ID))
                .expectErrorSatisfies(error -> {
                    assertThat(error).isInstanceOf(ManagementException.class);
                    BackendReconnectException e = (BackendReconnectException) error;
                    assertThat(e.getStatusCode()).isEqualTo(404);
                    assertThat(e.getValue().getCode()).isEqualTo("ResourceNotFound");
                    assertThat(e.getBackend()).isEqualTo(ID);
                    assertThat(e.getRequestId()).isEqualTo("request-1");
                    assertThat(e.getCorrelationId()).isNull();
                    assertThat(e)
                            .hasMessage("404 ResourceNotFound: Backend not found. (backend " + ID
                                    + ", request request-1, 1 attempt)")
                            .hasToString(e.getClass().getName() + ": " + e.getMessage());
                })
                .verify();
    }

    @Test
    void aMessageIsOneShortLineWhateverTheServerSends() {
        // U+009B and U+202E also control a terminal.
        String body = "{\"error\":{\"message\":\"a\\r\\n\\u009b\\u202eb" + "x".repeat(60_000) + "\"}}";
        StepVerifier.create(client(CannedTransport.answering(409, body)).reconnect(ID))
                .expectErrorSatisfies(e -> assertThat(e.getMessage())
                        .startsWith("409 UnexpectedResponse: a bxxx")
                        .doesNotContain("\n", "\r")
                        .hasSizeLessThan(800))
                .verify();
        StepVerifier.create(client(CannedTransport.answering(409, "{\"error\":{\"code\":\"C\"}}"))
                        .reconnect(ID))
                .expectErrorSatisfies(e -> assertThat(e).hasMessageStartingWith("409 C: no message (backend"))
                .verify();
    }

    @Test
    void aValidationErrorSaysWhichFieldInItsMessage() {
        String body = "{\"error\":{\"code\":\"ValidationError\",\"message\":\"One or more fields contain incorrect "
                + "values:\",\"details\":[{\"code\":\"ValidationError\",\"target\":\"properties.after\",\"message\":\"bad\"}]}}";
        StepVerifier.create(client(CannedTransport.answering(400, body)).reconnect(ID))
                .expectErrorSatisfies(e -> assertThat(e)
                        .hasMessageStartingWith("400 ValidationError: One or more fields contain incorrect values: "
                                + "[properties.after: bad] (backend "))
                .verify();
    }

    @Test
    void noAnswerIsNotASuccess() {
        StepVerifier.create(client(new CannedTransport(request -> Mono.empty())).reconnect(ID))
                .expectErrorSatisfies(e -> assertThat(e).hasMessageContaining("without a response"))
                .verify();
    }

    @Test
    void anErrorLeadsToNoSecret() {
        StepVerifier.create(client(CannedTransport.answering(404, NOT_FOUND)).reconnect(ID))
                .expectErrorSatisfies(error -> {
                    BackendReconnectException e = (BackendReconnectException) error;
                    assertThat(e.getResponse().getRequest().getHeaders().toString())
                            .doesNotContain("s3cr3t");
                    assertThat(e.getResponse().toString() + e).doesNotContain("s3cr3t");
                })
                .verify();
    }

    @Test
    void anErrorKeepsTheBody() {
        StepVerifier.create(client(CannedTransport.answering(502, "<html>")).reconnect(ID))
                .expectErrorSatisfies(error -> StepVerifier.create(((BackendReconnectException) error)
                                .getResponse()
                                .getBodyAsString())
                        .expectNext("<html>")
                        .verifyComplete())
                .verify();
    }

    @Test
    void cancelingCancelsTheExchange() {
        PublisherProbe<com.azure.core.http.HttpResponse> exchange = PublisherProbe.of(Mono.never());
        BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                .httpClient(new CannedTransport(request -> exchange.mono()))
                .buildAsyncClient();
        Disposable call = client.reconnect(ID).subscribe();
        exchange.assertWasSubscribed();
        exchange.assertWasNotCancelled();
        call.dispose();
        exchange.assertWasCancelled();
    }

    @Test
    void withACallersPipelineAnswersAreAlsoDrainedAndTyped() {
        CannedResponse[] answer = new CannedResponse[1];
        CannedTransport transport = new CannedTransport(request -> {
            answer[0] = new CannedResponse(request, 503, new HttpHeaders(), Flux.just(CannedResponse.bytes("busy")));
            return Mono.just(answer[0]);
        });
        BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                .pipeline(new com.azure.core.http.HttpPipelineBuilder()
                        .httpClient(transport)
                        .build())
                .buildAsyncClient();
        StepVerifier.create(client.reconnect(ID))
                .expectError(BackendReconnectException.class)
                .verify();
        assertThat(answer[0].drained).hasValue(1);
    }

    private BackendReconnectAsyncClient client(CannedTransport transport) {
        return new BackendReconnectClientBuilder()
                .credential(credential)
                .httpClient(transport)
                .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
                .buildAsyncClient();
    }
}
