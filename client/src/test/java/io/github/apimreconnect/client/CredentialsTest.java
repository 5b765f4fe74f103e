package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

final class CredentialsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void aCallThatWaitsForTheTokenOfAnotherGetsItAfterThatOneIsCanceled() throws InterruptedException {
        Sinks.One<AccessToken> sink = Sinks.one();
        CountDownLatch asked = new CountDownLatch(1);
        BackendReconnectAsyncClient client = client(request -> {
            asked.countDown();
            return sink.asMono();
        });
        Disposable first = client.reconnect(ID).subscribe();
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        Mono<Void> second = client.reconnect(ID).cache();
        second.subscribe();
        first.dispose();
        sink.tryEmitValue(token("t")).orThrow();
        StepVerifier.create(second).expectComplete().verify(Duration.ofSeconds(1));
    }

    @Test
    void aCredentialThatBlocksDoesSoOnAThreadThatMay() {
        List<String> threads = new CopyOnWriteArrayList<>();
        BackendReconnectAsyncClient client = client(request -> {
            threads.add(
                    Thread.currentThread().getName() + (Schedulers.isInNonBlockingThread() ? " must not block" : ""));
            return Mono.just(token("t"));
        });
        StepVerifier.create(client.reconnect(ID).subscribeOn(Schedulers.parallel()))
                .expectComplete()
                .verify(LIMIT);
        assertThat(threads)
                .singleElement()
                .asString()
                .startsWith("boundedElastic-")
                .doesNotContain("must not");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCredentialThatBlocksIsNotInterruptedWhenItsCallEnds(boolean byTheTotalTimeout) throws Exception {
        BlockingCredential credential = new BlockingCredential();
        BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                .credential(credential)
                .httpClient(CannedTransport.answering(202, ""))
                .totalTimeout(byTheTotalTimeout ? Duration.ofMillis(100) : LIMIT)
                .buildAsyncClient();
        Disposable call = client.reconnect(ID).onErrorComplete().subscribe();
        assertThat(credential.asked.await(5, TimeUnit.SECONDS)).isTrue();
        if (byTheTotalTimeout) {
            StepVerifier.create(client.reconnect(ID))
                    .expectError(TimeoutException.class)
                    .verify(LIMIT);
        }
        call.dispose();
        credential.goOn.countDown();
        assertThat(credential.ended.get(5, TimeUnit.SECONDS)).isEqualTo("ran to its end");
    }

    @Test
    void theTokenThatACancelledCallAskedForServesTheNextOne() throws Exception {
        BlockingCredential credential = new BlockingCredential();
        BackendReconnectAsyncClient client = client(credential);
        Disposable first = client.reconnect(ID).subscribe();
        assertThat(credential.asked.await(5, TimeUnit.SECONDS)).isTrue();
        first.dispose();
        Mono<Void> second = client.reconnect(ID).cache();
        second.subscribe();
        credential.goOn.countDown();
        StepVerifier.create(second).expectComplete().verify(LIMIT);
        StepVerifier.create(client.reconnect(ID)).expectComplete().verify(LIMIT);
        assertThat(credential.requests).hasValue(1);
    }

    @Test
    void callsThatAreCancelledOneAfterAnotherLeaveOneTokenRequestBehind() throws Exception {
        BlockingCredential credential = new BlockingCredential();
        BackendReconnectAsyncClient client = client(credential);
        for (int i = 0; i < 1000; i++) {
            client.reconnect(ID).subscribe().dispose();
        }
        assertThat(credential.asked.await(5, TimeUnit.SECONDS)).isTrue();
        credential.goOn.countDown();
        assertThat(credential.ended.get(5, TimeUnit.SECONDS)).isEqualTo("ran to its end");
        assertThat(credential.requests).hasValue(1);
    }

    /** A credential that blocks, as one that runs a command does, and records whether it was interrupted. */
    private static final class BlockingCredential implements TokenCredential {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger requests = new AtomicInteger();
        private final CompletableFuture<String> ended = new CompletableFuture<>();

        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            return Mono.fromCallable(() -> {
                requests.incrementAndGet();
                asked.countDown();
                try {
                    goOn.await();
                    ended.complete("ran to its end");
                } catch (InterruptedException e) {
                    ended.complete("was interrupted");
                }
                return token("t");
            });
        }
    }

    @Test
    void aClaimsChallengeIsAnsweredWithATokenForIt() {
        List<@Nullable String> claims = new CopyOnWriteArrayList<>();
        TokenCredential credential = request -> Mono.fromSupplier(() -> {
            claims.add(String.valueOf(request.getClaims()));
            return token("token-" + claims.size());
        });
        String asked = "{\"access_token\":{\"nbf\":{\"essential\":true}}}";
        String challenge =
                "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
                        + " error=\"insufficient_claims\", claims=\""
                        + Base64.getEncoder().encodeToString(asked.getBytes(StandardCharsets.UTF_8)) + "\"";
        CannedTransport transport = new CannedTransport(request -> {
            boolean first = "Bearer token-1".equals(request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION));
            HttpHeaders headers = new HttpHeaders();
            if (first) {
                headers.set(HttpHeaderName.WWW_AUTHENTICATE, challenge);
            }
            return Mono.just(new CannedResponse(request, first ? 401 : 202, headers, Flux.empty()));
        });
        StepVerifier.create(new BackendReconnectClientBuilder()
                        .credential(credential)
                        .httpClient(transport)
                        .buildAsyncClient()
                        .reconnect(ID))
                .expectComplete()
                .verify(LIMIT);
        assertThat(claims).containsExactly("null", asked);
    }

    @Test
    void aTokenThatCannotBeHadForAChallengeIsNotRetried() {
        int[] asked = new int[1];
        TokenCredential credential = request ->
                asked[0]++ == 0 ? Mono.just(token("t")) : Mono.error(new IOException("authority unreachable"));
        CannedTransport transport = new CannedTransport(request -> {
            HttpHeaders headers = new HttpHeaders()
                    .set(
                            HttpHeaderName.WWW_AUTHENTICATE,
                            "Bearer realm=\"\", error=\"insufficient_claims\", claims=\"e30=\"");
            return Mono.just(new CannedResponse(request, 401, headers, Flux.empty()));
        });
        StepVerifier.create(new BackendReconnectClientBuilder()
                        .credential(credential)
                        .httpClient(transport)
                        .buildAsyncClient()
                        .reconnect(ID))
                .expectErrorSatisfies(e -> assertThat(e).hasMessage("authority unreachable"))
                .verify(LIMIT);
        assertThat(transport.sent).hasSize(1);
    }

    private static BackendReconnectAsyncClient client(TokenCredential credential) {
        return new BackendReconnectClientBuilder()
                .credential(credential)
                .httpClient(CannedTransport.answering(202, ""))
                .buildAsyncClient();
    }

    private static AccessToken token(String text) {
        return new AccessToken(text, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
    }
}
