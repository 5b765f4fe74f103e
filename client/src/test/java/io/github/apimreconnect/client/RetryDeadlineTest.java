package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static io.github.apimreconnect.client.RetryCalls.LIMIT;
import static io.github.apimreconnect.client.RetryCalls.client;
import static io.github.apimreconnect.client.RetryCalls.verify;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.HttpClientOptions;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How timeouts and canceling end a call. Virtual time is shared by all threads, so these tests run alone. */
@Isolated
final class RetryDeadlineTest {
    private final Script script = new Script();
    private final CannedTransport transport = new CannedTransport(script);

    @Test
    void aWaitPastTheDeadlineFailsNowAndSaysSo() {
        script.then(429, "Retry-After", "372").then(202);
        verify(client(transport))
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
        verify(client(transport).totalTimeout(Duration.ofSeconds(20)))
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
        verify(client(transport))
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

    @Test
    void aWallClockThatIsSetForwardDoesNotUseUpTheDeadline() {
        int[] exchanges = new int[1];
        CannedTransport transport = new CannedTransport(request -> {
            WallClock.hoursAhead.set(24);
            return Mono.just(CannedResponse.of(request, ++exchanges[0] == 1 ? 503 : 202, ""));
        });
        WallClock.hoursAhead.set(0);
        StepVerifier.withVirtualTime(() -> client(transport)
                        .timer(WallClock::new)
                        .buildAsyncClient()
                        .reconnect(ID))
                .thenAwait(Duration.ofSeconds(1))
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void cancelingDuringABackoffMakesNoFurtherAttempt() {
        StepVerifier.withVirtualTime(() -> {
                    script.then(503).then(202);
                    Disposable call =
                            client(transport).buildAsyncClient().reconnect(ID).subscribe();
                    call.dispose();
                    return Mono.delay(Duration.ofMinutes(5));
                })
                .thenAwait(Duration.ofMinutes(5))
                .expectNext(0L)
                .expectComplete()
                .verify(LIMIT);
        assertThat(transport.sent).hasSize(1);
    }
}
