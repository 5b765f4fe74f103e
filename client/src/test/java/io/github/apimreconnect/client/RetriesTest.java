package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.HttpClientOptions;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Whole calls in virtual time, which all threads share, so these tests run alone. */
@Isolated
final class RetriesTest {
    private static final BackendId ID =
            BackendId.of("0f8fad5b-d9cb-469f-a165-70867728950e", "rg", "svc", "proxybackend");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Script script = new Script();
    private final CannedTransport transport = new CannedTransport(script);

    @Test
    void aTransientAnswerIsRetriedAfterItsWaitAndThenAccepted() {
        script.then(429, "Retry-After", "17").then(202);
        verify(client())
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(17))
                .thenAwait(Duration.ofMillis(400))
                .expectComplete()
                .verify(LIMIT);
        assertThat(transport.sent).hasSize(2);
    }

    @Test
    void noAttemptIsMadeBeforeTheWaitIsOver() {
        script.then(503, "x-ms-retry-after-ms", "5000").then(202);
        verify(client())
                .thenAwait(Duration.ofMillis(5399))
                .then(() -> assertThat(transport.sent).hasSize(1))
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(transport.sent).hasSize(2))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aRetryAfterDateIsReadByTheInjectedClock() {
        script.then(503, "Retry-After", "Sun, 22 Nov 2026 10:01:00 GMT").then(202);
        verify(client())
                .thenAwait(Duration.ofSeconds(60))
                .then(() -> assertThat(transport.sent).hasSize(1))
                .thenAwait(Duration.ofSeconds(1))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void everyAttemptHasTheSameClientRequestId() {
        script.then(503).then(503).then(202);
        verify(client()).thenAwait(Duration.ofMinutes(1)).expectComplete().verify(LIMIT);
        assertThat(transport.sent)
                .hasSize(3)
                .extracting(request -> request.getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID))
                .containsOnly(transport.sent.get(0).getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID));
    }

    @Test
    void everyAttemptHasADate() {
        script.then(503).then(202);
        verify(client()).thenAwait(Duration.ofMinutes(1)).expectComplete().verify(LIMIT);
        assertThat(transport.sent)
                .hasSize(2)
                .extracting(request -> request.getHeaders().getValue(HttpHeaderName.DATE))
                .doesNotContainNull();
    }

    @Test
    void theNumberOfAttemptsIsExactUnderAnyMixture() {
        script.then(503)
                .fail(new IOException("reset"))
                .then(429, "Retry-After", "1")
                .fail(new TimeoutException())
                .then(500)
                .then(202);
        verify(client())
                .thenAwait(Duration.ofMinutes(2))
                .expectErrorSatisfies(e -> {
                    assertThat(((BackendReconnectException) e).getAttempts()).isEqualTo(5);
                    assertThat(e).hasMessageEndingWith(", 5 attempts)");
                })
                .verify(LIMIT);
        assertThat(transport.sent).hasSize(5);
    }

    @Test
    void earlierFailuresAreSuppressedInOrder() {
        IOException reset = new IOException("reset");
        script.then(503).fail(reset).then(404);
        verify(client())
                .thenAwait(Duration.ofMinutes(1))
                .expectErrorSatisfies(e -> {
                    assertThat(e).hasMessageStartingWith("404 ").hasMessageEndingWith("3 attempts)");
                    assertThat(e.getSuppressed()).hasSize(2);
                    assertThat(e.getSuppressed()[0])
                            .hasMessageStartingWith("503 ")
                            .hasMessageEndingWith("1 attempt)");
                    assertThat(e.getSuppressed()[1]).isSameAs(reset);
                })
                .verify(LIMIT);
    }

    @Test
    void aTransportFailureKeepsItsTypeAfterTheRetries() {
        for (int i = 0; i < 5; i++) {
            script.fail(new IOException("reset " + i));
        }
        verify(client())
                .thenAwait(Duration.ofMinutes(1))
                .expectErrorSatisfies(e -> {
                    assertThat(e).isInstanceOf(IOException.class).hasMessage("reset 4");
                    assertThat(e.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .containsExactly("reset 0", "reset 1", "reset 2", "reset 3");
                })
                .verify(LIMIT);
    }

    @Test
    void aRefusalIsNotRetried() {
        script.then(404).then(202);
        verify(client()).expectError(BackendReconnectException.class).verify(LIMIT);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void aCertificateThatIsNotTrustedIsNotRetried() {
        SSLHandshakeException untrusted = new SSLHandshakeException("untrusted");
        untrusted.initCause(new CertificateException("no path"));
        script.fail(untrusted).then(202);
        verify(client()).expectError(SSLHandshakeException.class).verify(LIMIT);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void aTokenThatCannotBeHadIsNotRetried() {
        int[] asked = new int[1];
        BackendReconnectClientBuilder builder = client().credential(request -> Mono.error(() -> {
            asked[0]++;
            return new ClientAuthenticationException("no such app", null);
        }));
        verify(builder)
                .thenAwait(Duration.ofSeconds(1))
                .expectError(ClientAuthenticationException.class)
                .verify(LIMIT);
        assertThat(asked[0]).isEqualTo(1);
        assertThat(transport.sent).isEmpty();
    }

    @Test
    void aWaitPastTheDeadlineFailsNowAndSaysSo() {
        script.then(429, "Retry-After", "372").then(202);
        verify(client())
                .expectErrorSatisfies(e -> {
                    assertThat(e)
                            .hasMessageEndingWith(
                                    "1 attempt, gave up: the next attempt, in 372 seconds, would exceed the "
                                            + "total timeout)");
                    assertThat(((BackendReconnectException) e).getRetryAfter()).isEqualTo(Duration.ofSeconds(372));
                })
                .verify(LIMIT);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void theTotalTimeoutEndsACallThatGetsNoAnswer() {
        script.then(503).never();
        verify(client().totalTimeout(Duration.ofSeconds(20)))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(19))
                .thenAwait(Duration.ofSeconds(1))
                .expectErrorSatisfies(e -> {
                    assertThat(e)
                            .isInstanceOf(TimeoutException.class)
                            .hasMessage("No answer within the total timeout of PT20S (backend " + ID + ", 2 attempts)");
                    assertThat(e.getSuppressed()).hasSize(1);
                })
                .verify(LIMIT);
        assertThat(script.cancelled).isEqualTo(1);
    }

    @Test
    void aBodyThatStallsIsGivenUpAfterTheResponseTimeoutAndRetried() {
        script.body(Flux.concat(Flux.just(CannedResponse.bytes("half")), Flux.never()))
                .then(202);
        verify(client())
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(60))
                .thenAwait(Duration.ofSeconds(1))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void thePoolsQueueHasNoTimeoutOfItsOwn() {
        try (RawServer server = new RawServer((channel, number) -> {})) {
            BackendReconnectAsyncClient client = server.client()
                    .clientOptions(new HttpClientOptions().setMaximumConnectionPoolSize(1))
                    .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
                    .buildAsyncClient();
            Disposable first = client.reconnect(ID).subscribe();
            StepVerifier.withVirtualTime(() -> client.reconnect(ID))
                    .expectSubscription()
                    .expectNoEvent(Duration.ofSeconds(60))
                    .thenCancel()
                    .verify(LIMIT);
            first.dispose();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void twentyThousandRetriesFitOnTheStackAndKeepFewFailures(int delayMillis) {
        int[] exchanges = new int[1];
        CannedTransport failing =
                new CannedTransport(request -> Mono.error(new IOException("reset " + ++exchanges[0])));
        RetryOptions fixed = new RetryOptions(new FixedDelayOptions(20_000, Duration.ofMillis(delayMillis)));
        verify(client().httpClient(failing).retryOptions(fixed))
                .thenAwait(Duration.ofMinutes(1))
                .expectErrorSatisfies(e -> {
                    assertThat(e).isInstanceOf(IOException.class).hasMessage("reset 20001");
                    assertThat(e.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .containsExactly(
                                    "reset 1",
                                    "19995 failures omitted, from attempts 2 to 19996",
                                    "reset 19997",
                                    "reset 19998",
                                    "reset 19999",
                                    "reset 20000");
                })
                .verify(Duration.ofMinutes(1));
        assertThat(exchanges[0]).isEqualTo(20_001);
    }

    @Test
    void aTransportFailureThatOthersMayShareIsNotChanged() {
        UnknownHostException shared = new UnknownHostException("no.such.host");
        for (int i = 0; i < 5; i++) {
            script.fail(shared);
        }
        verify(client())
                .thenAwait(Duration.ofMinutes(1))
                .expectErrorSatisfies(e -> {
                    assertThat(e)
                            .isInstanceOf(UnknownHostException.class)
                            .hasMessage("no.such.host")
                            .hasCause(shared);
                    assertThat(e.getSuppressed()).hasSize(4);
                })
                .verify(LIMIT);
        assertThat(shared.getSuppressed()).isEmpty();
    }

    @Test
    void aTransportFailureWithoutRetriesIsTheTransportsOwn() {
        UnknownHostException shared = new UnknownHostException("no.such.host");
        script.fail(shared);
        verify(client().retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO))))
                .expectErrorSatisfies(e -> assertThat(e).isSameAs(shared))
                .verify(LIMIT);
    }

    @Test
    void aWallClockThatIsSetForwardDoesNotUseUpTheDeadline() {
        int[] exchanges = new int[1];
        CannedTransport transport = new CannedTransport(request -> {
            WallClock.hoursAhead.set(24);
            return Mono.just(CannedResponse.of(request, ++exchanges[0] == 1 ? 503 : 202, ""));
        });
        WallClock.hoursAhead.set(0);
        StepVerifier.withVirtualTime(() -> client().httpClient(transport)
                        .timer(WallClock::new)
                        .buildAsyncClient()
                        .reconnect(ID))
                .thenAwait(Duration.ofSeconds(1))
                .expectComplete()
                .verify(LIMIT);
    }

    /** The virtual timer next to a wall clock that is being set. */
    private static final class WallClock implements Scheduler {
        private static final AtomicLong hoursAhead = new AtomicLong();
        private final Scheduler timer = VirtualTimeScheduler.get();

        @Override
        public long now(TimeUnit unit) {
            boolean wallClock = unit.compareTo(TimeUnit.MILLISECONDS) >= 0;
            return timer.now(unit) + (wallClock ? unit.convert(hoursAhead.get(), TimeUnit.HOURS) : 0);
        }

        @Override
        public Disposable schedule(Runnable task) {
            return timer.schedule(task);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return timer.schedule(task, delay, unit);
        }

        @Override
        public Worker createWorker() {
            return timer.createWorker();
        }
    }

    @Test
    void cancellingDuringABackoffMakesNoFurtherAttempt() {
        StepVerifier.withVirtualTime(() -> {
                    script.then(503).then(202);
                    Disposable call = client().buildAsyncClient().reconnect(ID).subscribe();
                    call.dispose();
                    return Mono.delay(Duration.ofMinutes(5));
                })
                .thenAwait(Duration.ofMinutes(5))
                .expectNext(0L)
                .expectComplete()
                .verify(LIMIT);
        assertThat(transport.sent).hasSize(1);
    }

    private BackendReconnectClientBuilder client() {
        return new BackendReconnectClientBuilder()
                .httpClient(transport)
                .chance(() -> 0.5)
                .clock(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));
    }

    private static StepVerifier.FirstStep<Void> verify(BackendReconnectClientBuilder builder) {
        return StepVerifier.withVirtualTime(() -> builder.buildAsyncClient().reconnect(ID));
    }

    /** The transport's behavior, exchange by exchange. */
    private static final class Script implements Function<HttpRequest, Mono<HttpResponse>> {
        private final Queue<Function<HttpRequest, Mono<HttpResponse>>> steps = new ArrayDeque<>();
        private int cancelled;

        Script then(int status, String... header) {
            HttpHeaders headers = new HttpHeaders();
            for (int i = 0; i < header.length; i += 2) {
                headers.set(HttpHeaderName.fromString(header[i]), header[i + 1]);
            }
            steps.add(request -> Mono.just(new CannedResponse(request, status, headers, Flux.empty())));
            return this;
        }

        Script body(Flux<java.nio.ByteBuffer> body) {
            steps.add(request -> Mono.just(new CannedResponse(request, 202, new HttpHeaders(), body)));
            return this;
        }

        Script fail(Throwable failure) {
            steps.add(request -> Mono.error(failure));
            return this;
        }

        Script never() {
            steps.add(request -> Mono.<HttpResponse>never().doOnCancel(() -> cancelled++));
            return this;
        }

        @Override
        public Mono<HttpResponse> apply(HttpRequest request) {
            Function<HttpRequest, Mono<HttpResponse>> step = steps.poll();
            return step == null ? Mono.error(new AssertionError("One exchange too many")) : step.apply(request);
        }
    }
}
