package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.ProxyOptions;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.HttpClientOptions;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;
import reactor.test.StepVerifier;

/** Network failures over real sockets, against misbehaving servers. */
final class NetworkFailuresTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final RetryOptions NEVER = new RetryOptions(new FixedDelayOptions(0, Duration.ZERO));
    private static final RetryOptions TWICE_AT_ONCE = new RetryOptions(new FixedDelayOptions(2, Duration.ofMillis(1)));

    @Test
    void aServerThatNeverAnswersEndsAtTheResponseTimeoutAndItsConnectionIsNotReused() {
        try (RawServer server = new RawServer((channel, number) -> {
            if (number == 2) {
                RawServer.accept(channel);
            }
        })) {
            StepVerifier.create(server.client()
                            .clientOptions(new HttpClientOptions().setResponseTimeout(Duration.ofSeconds(1)))
                            .retryOptions(TWICE_AT_ONCE)
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectComplete()
                    .verify(LIMIT);
            assertThat(server.connections).hasSize(2);
        }
    }

    @Test
    void aServerThatStallsInTheBodyEndsAtTheResponseTimeout() {
        try (RawServer server = new RawServer((channel, number) ->
                RawServer.write(channel, "HTTP/1.1 202 Accepted\r\nContent-Length: 10\r\n\r\nhalf"))) {
            StepVerifier.create(server.client()
                            .clientOptions(new HttpClientOptions().setResponseTimeout(Duration.ofSeconds(1)))
                            .retryOptions(NEVER)
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectErrorSatisfies(e -> assertThat(e)
                            .isInstanceOf(TimeoutException.class)
                            .hasMessage("The body of the 202 response did not end within PT1S"))
                    .verify(LIMIT);
            awaitClosed(server.connections.get(0));
        }
    }

    @Test
    void aTimeLimitOfTheCallersOwnTransportIsTriedAgain() {
        reactor.netty.http.client.HttpClient own =
                reactor.netty.http.client.HttpClient.newConnection().responseTimeout(Duration.ofMillis(300));
        try (RawServer server = new RawServer((channel, number) -> {})) {
            StepVerifier.create(server.client()
                            .httpClient(new NettyAsyncHttpClientBuilder(own).build())
                            .retryOptions(TWICE_AT_ONCE)
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectErrorSatisfies(e -> assertThat(e)
                            .isInstanceOf(TimeoutException.class)
                            .hasMessageContaining("transport's timeout"))
                    .verify(LIMIT);
            assertThat(server.connections).hasSize(3);
        }
    }

    @Test
    void theTotalTimeoutClosesTheConnectionOfACallInFlight() {
        try (RawServer server = new RawServer((channel, number) -> {})) {
            StepVerifier.create(server.client()
                            .totalTimeout(Duration.ofMillis(1500))
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectErrorSatisfies(e -> assertThat(e)
                            .isInstanceOf(TimeoutException.class)
                            .hasMessageStartingWith("No answer within the total timeout of PT1.5S"))
                    .verify(LIMIT);
            awaitClosed(server.connections.get(0));
        }
    }

    @Test
    void aResetIsRetriedOnANewConnection() {
        try (RawServer server = new RawServer((channel, number) -> {
            if (number == 1) {
                RawServer.reset(channel);
            } else {
                RawServer.accept(channel);
            }
        })) {
            StepVerifier.create(server.client()
                            .retryOptions(TWICE_AT_ONCE)
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectComplete()
                    .verify(LIMIT);
            assertThat(server.connections).hasSize(2);
        }
    }

    @Test
    void theNumberOfAttemptsIsAlsoExactOverResets() {
        try (RawServer server = new RawServer((channel, number) -> RawServer.reset(channel))) {
            StepVerifier.create(server.client()
                            .retryOptions(TWICE_AT_ONCE)
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectErrorSatisfies(e -> {
                        assertThat(e).isInstanceOf(IOException.class);
                        assertThat(e.getSuppressed()).hasSize(2);
                    })
                    .verify(LIMIT);
            assertThat(server.connections).hasSize(3);
        }
    }

    @Test
    void withoutRetriesNothingIsSentTwiceBehindTheCallersBack() {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = new RawServer((channel, number) -> {
            if (requests.incrementAndGet() == 2) {
                RawServer.reset(channel);
            } else {
                RawServer.accept(channel);
            }
        })) {
            BackendReconnectAsyncClient client =
                    server.client().retryOptions(NEVER).buildAsyncClient();
            StepVerifier.create(client.reconnect(ID)).expectComplete().verify(LIMIT);
            StepVerifier.create(client.reconnect(ID))
                    .expectError(IOException.class)
                    .verify(LIMIT);
            assertThat(requests).hasValue(2);
        }
    }

    @Test
    void aConnectionThatWasClosedWhileIdleIsNotSurfaced() {
        try (RawServer server = new RawServer((channel, number) -> {
            RawServer.accept(channel);
            RawServer.close(channel);
        })) {
            BackendReconnectAsyncClient client =
                    server.client().retryOptions(TWICE_AT_ONCE).buildAsyncClient();
            StepVerifier.create(Flux.range(0, 20).concatMap(i -> client.reconnect(ID)))
                    .expectComplete()
                    .verify(LIMIT);
        }
    }

    @Test
    void bytesThatAreNotValidHttpAreATransportFailure() {
        try (RawServer server = new RawServer((channel, number) -> RawServer.write(channel, "garbage\r\n\r\n"))) {
            StepVerifier.create(server.client()
                            .retryOptions(TWICE_AT_ONCE)
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectErrorSatisfies(e -> assertThat(e)
                            .isInstanceOf(IOException.class)
                            .hasMessageStartingWith("The response is not valid HTTP"))
                    .verify(LIMIT);
            assertThat(server.connections).hasSize(3);
        }
    }

    @Test
    void anInterimAnswerIsNotTakenForTheFinalOneAndItsConnectionIsClosed() {
        try (RawServer server = new RawServer((channel, number) -> {
            if (number == 1) {
                RawServer.write(channel, "HTTP/1.1 102 Processing\r\n\r\n");
            } else {
                RawServer.accept(channel);
            }
        })) {
            StepVerifier.create(server.client()
                            .retryOptions(TWICE_AT_ONCE)
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectComplete()
                    .verify(LIMIT);
            awaitClosed(server.connections.get(0));
        }
    }

    @Test
    void aPortThatNobodyListensOnIsAConnectException() {
        DisposableServer gone = TcpServer.create().host("127.0.0.1").port(0).bindNow();
        gone.disposeNow();
        StepVerifier.create(new BackendReconnectClientBuilder()
                        .endpoint("http://127.0.0.1:" + gone.port())
                        .retryOptions(TWICE_AT_ONCE)
                        .buildAsyncClient()
                        .reconnect(ID))
                .expectErrorSatisfies(e -> {
                    assertThat(e).isInstanceOf(ConnectException.class);
                    assertThat(e.getSuppressed()).hasSize(2);
                })
                .verify(LIMIT);
    }

    @Test
    void theProxyOfTheOptionsIsUsed() {
        try (RawServer server = new RawServer((channel, number) -> RawServer.accept(channel));
                RawServer proxy = new RawServer((channel, number) -> RawServer.accept(channel))) {
            HttpClientOptions options =
                    new HttpClientOptions().setProxyOptions(new ProxyOptions(ProxyOptions.Type.HTTP, proxy.address()));
            StepVerifier.create(server.client()
                            .clientOptions(options)
                            .totalTimeout(Duration.ofSeconds(2))
                            .retryOptions(NEVER)
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectError()
                    .verify(LIMIT);
            assertThat(server.connections).isEmpty();
            assertThat(proxy.connections).isNotEmpty();
        }
    }

    @Test
    void cancelingInFlightClosesTheConnection() {
        try (RawServer server = new RawServer((channel, number) -> {})) {
            Disposable call = server.client().buildAsyncClient().reconnect(ID).subscribe();
            await(() -> !server.connections.isEmpty());
            call.dispose();
            awaitClosed(server.connections.get(0));
        }
    }

    private static void awaitClosed(Channel channel) {
        assertThat(channel.closeFuture().awaitUninterruptibly(10_000))
                .as("closed by the client")
                .isTrue();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        StepVerifier.create(Flux.interval(Duration.ofMillis(5))
                        .takeUntil(tick -> condition.getAsBoolean())
                        .then())
                .expectComplete()
                .verify(LIMIT);
    }
}
