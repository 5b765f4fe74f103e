package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpClientProvider;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.HttpClientOptions;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Settings of the default transport, as the server sees them. */
final class TransportSettingsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void thePoolIsAsLargeAsTheOptionsSayAndTheRestWaits() {
        try (RawServer server = new RawServer((channel, number) -> later(channel, 20))) {
            BackendReconnectAsyncClient client = server.client()
                    .clientOptions(new HttpClientOptions().setMaximumConnectionPoolSize(3))
                    .buildAsyncClient();
            StepVerifier.create(Flux.range(0, 60).flatMap(i -> client.reconnect(ID), 60))
                    .expectComplete()
                    .verify(LIMIT);
            assertThat(server.connections).hasSize(3);
        }
    }

    @Test
    void theTimeInTheQueueOfThePoolCountsTowardTheTotal() throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = new RawServer((channel, number) -> {
            requests.incrementAndGet();
            connected.countDown();
        })) {
            HttpClient onlyOne = ReconnectTransport.of(new HttpClientOptions().setMaximumConnectionPoolSize(1), null);
            Disposable first = server.client()
                    .httpClient(onlyOne)
                    .buildAsyncClient()
                    .reconnect(ID)
                    .subscribe();
            assertThat(connected.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            StepVerifier.create(server.client()
                            .httpClient(onlyOne)
                            .totalTimeout(Duration.ofMillis(1500))
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectErrorSatisfies(e -> assertThat(e)
                            .isInstanceOf(TimeoutException.class)
                            .hasMessageStartingWith("No answer within the total timeout of PT1.5S"))
                    .verify(LIMIT);
            // Checked before the first call ends: Reactor Netty opens and closes a connection even for a caller that
            // stopped waiting.
            assertThat(requests).hasValue(1);
            first.dispose();
        }
    }

    @Test
    void aConnectionIdleForLongerThanTheOptionsSayIsNotUsedAgain() {
        try (RawServer server = new RawServer((channel, number) -> RawServer.accept(channel))) {
            BackendReconnectAsyncClient client = server.client()
                    .clientOptions(new HttpClientOptions().setConnectionIdleTimeout(Duration.ofMillis(1)))
                    .buildAsyncClient();
            StepVerifier.create(Flux.range(0, 3)
                            .concatMap(i -> client.reconnect(ID).delaySubscription(Duration.ofMillis(100))))
                    .expectComplete()
                    .verify(LIMIT);
            assertThat(server.connections).hasSize(3);
        }
    }

    @Test
    void anIdleConnectionIsClosedBeforeTheServerMustCloseIt() {
        try (RawServer server = new RawServer((channel, number) -> RawServer.accept(channel))) {
            BackendReconnectAsyncClient client = server.client()
                    .clientOptions(new HttpClientOptions().setConnectionIdleTimeout(Duration.ofMillis(200)))
                    .buildAsyncClient();
            StepVerifier.create(client.reconnect(ID)).expectComplete().verify(LIMIT);
            assertThat(server.connections.get(0).closeFuture().awaitUninterruptibly(10_000))
                    .isTrue();
        }
    }

    @Test
    void connectingTakesNoLongerThanTheOptionsSay() throws IOException {
        // A listener whose backlog is full: further connects hang in the kernel.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> fillers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(full.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException queueIsFull) {
                    break;
                }
            }
            StepVerifier.create(new BackendReconnectClientBuilder()
                            .endpoint("http://127.0.0.1:" + full.getLocalPort())
                            .clientOptions(new HttpClientOptions().setConnectTimeout(Duration.ofMillis(300)))
                            .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
                            .totalTimeout(Duration.ofSeconds(8))
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectErrorSatisfies(e -> assertThat(e).isInstanceOf(ConnectException.class))
                    .verify(LIMIT);
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void theProviderOfTheOptionsMakesTheTransport() {
        StepVerifier.create(new BackendReconnectClientBuilder()
                        .clientOptions(new HttpClientOptions().setHttpClientProvider(CannedProvider.class))
                        .buildAsyncClient()
                        .reconnect(ID))
                .expectComplete()
                .verify(LIMIT);
    }

    /** Azure Core finds it through the ServiceLoader. */
    public static final class CannedProvider implements HttpClientProvider {
        @Override
        public HttpClient createInstance() {
            return CannedTransport.answering(202, "");
        }

        @Override
        public HttpClient createInstance(HttpClientOptions options) {
            return createInstance();
        }
    }

    @Test
    void theProxyOfTheConfigurationIsUsed() {
        try (RawServer server = new RawServer((channel, number) -> RawServer.accept(channel));
                RawServer proxy = new RawServer((channel, number) -> RawServer.reset(channel))) {
            Configuration configuration = new ConfigurationBuilder()
                    .putProperty("http.proxy.hostname", "127.0.0.1")
                    .putProperty(
                            "http.proxy.port", Integer.toString(proxy.address().getPort()))
                    .build();
            StepVerifier.create(server.client()
                            .configuration(configuration)
                            .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)))
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectError()
                    .verify(LIMIT);
            assertThat(server.connections).isEmpty();
            assertThat(proxy.connections).isNotEmpty();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the test waits on the other end
    private static void later(Channel channel, int millis) {
        channel.eventLoop().schedule(() -> RawServer.accept(channel), millis, TimeUnit.MILLISECONDS);
    }
}
