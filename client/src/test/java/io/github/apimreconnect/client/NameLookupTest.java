package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.ProxyOptions;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.HttpClientOptions;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Name lookups, with BlockHound checking that none blocks. */
final class NameLookupTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final RetryOptions NEVER = new RetryOptions(new FixedDelayOptions(0, Duration.ZERO));

    @Test
    void aHostOfTheHostsFileIsFoundWithoutBlockingAnEventLoop() {
        try (RawServer server = new RawServer((channel, number) -> RawServer.accept(channel))) {
            accepted(named(server));
        }
    }

    @Test
    void aHostIsFoundWithoutBlockingAnEventLoopWhereTheConfigurationIsTheCallersOwn() {
        try (RawServer server = new RawServer((channel, number) -> RawServer.accept(channel))) {
            accepted(named(server).configuration(new ConfigurationBuilder().build()));
        }
    }

    @Test
    void anUnknownHostIsTheSameExceptionForNoTwoCalls() {
        BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                .endpoint("http://no-such-host.invalid")
                .retryOptions(NEVER)
                .buildAsyncClient();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        StepVerifier.create(Flux.range(0, 50)
                        .flatMap(i -> client.reconnect(ID).onErrorResume(e -> {
                            failures.add(e);
                            return Mono.empty();
                        })))
                .expectComplete()
                .verify(LIMIT);
        assertThat(failures)
                .hasSize(50)
                .doesNotHaveDuplicates()
                .allSatisfy(e -> assertThat(e)
                        .isInstanceOf(UnknownHostException.class)
                        .hasMessageContaining("no-such-host.invalid"));
    }

    @Test
    void aCallThatIsCancelledDuringTheLookupLeavesNothingBehind() {
        BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
                .endpoint("http://no-such-host.invalid")
                .buildAsyncClient();
        for (int i = 0; i < 50; i++) {
            client.reconnect(ID).subscribe().dispose();
        }
        StepVerifier.create(client.reconnect(ID).onErrorComplete())
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void aHostBehindAProxyIsLeftToTheProxyToFind() {
        try (Proxy proxy = new Proxy()) {
            refused(new BackendReconnectClientBuilder()
                    .endpoint("http://only-the-proxy-knows.invalid")
                    .clientOptions(new HttpClientOptions().setProxyOptions(proxy.options("127.0.0.1"))));
            assertThat(proxy.requests).first().asString().startsWith("CONNECT only-the-proxy-knows.invalid:80 ");
        }
    }

    @Test
    void aProxyIsFoundByNameWithoutBlockingAnEventLoop() {
        try (Proxy proxy = new Proxy()) {
            refused(new BackendReconnectClientBuilder()
                    .endpoint("http://only-the-proxy-knows.invalid")
                    .clientOptions(new HttpClientOptions().setProxyOptions(proxy.options("localhost"))));
            assertThat(proxy.requests).isNotEmpty();
        }
    }

    @Test
    void aProxyWithAPasswordIsFoundByNameWithoutBlockingAnEventLoop() {
        try (Proxy proxy = new Proxy()) {
            refused(new BackendReconnectClientBuilder()
                    .endpoint("http://only-the-proxy-knows.invalid")
                    .clientOptions(new HttpClientOptions()
                            .setProxyOptions(proxy.options("localhost").setCredentials("me", "hunter2"))));
            assertThat(proxy.requests).isNotEmpty();
        }
    }

    @Test
    void aProxyThatWantsAPasswordIsToldItAtOnceAndItsRefusalIsTheError() {
        List<String> requests = new CopyOnWriteArrayList<>();
        String refusal = String.join(
                "\r\n",
                "HTTP/1.1 407 Proxy Authentication Required",
                "Proxy-Authenticate: Basic realm=x",
                "Content-Length: 0",
                "",
                "");
        try (RawServer proxy = new RawServer((channel, number) -> RawServer.write(channel, refusal), requests::add)) {
            StepVerifier.create(new BackendReconnectClientBuilder()
                            .endpoint("https://only-the-proxy-knows.invalid")
                            .clientOptions(new HttpClientOptions()
                                    .setProxyOptions(new ProxyOptions(ProxyOptions.Type.HTTP, proxy.address())
                                            .setCredentials("me", "hunter2")))
                            .buildAsyncClient()
                            .reconnect(ID))
                    .expectErrorSatisfies(
                            e -> assertThat(e.toString()).contains("407").doesNotContain("hunter2"))
                    .verify(Duration.ofSeconds(8));
            // Only Azure Core's transport retries, once; the password is me:hunter2.
            assertThat(requests)
                    .hasSizeLessThan(3)
                    .first()
                    .asString()
                    .containsIgnoringCase("proxy-authorization: Basic bWU6aHVudGVyMg==");
        }
    }

    @Test
    void aProxyOfTheConfigurationIsFoundByNameWithoutBlockingAnEventLoop() {
        try (Proxy proxy = new Proxy()) {
            Configuration configuration = new ConfigurationBuilder()
                    .putProperty("http.proxy.hostname", "localhost")
                    .putProperty("http.proxy.port", Integer.toString(proxy.port()))
                    .build();
            refused(new BackendReconnectClientBuilder()
                    .endpoint("http://only-the-proxy-knows.invalid")
                    .configuration(configuration));
            assertThat(proxy.requests).first().asString().startsWith("CONNECT only-the-proxy-knows.invalid:80 ");
        }
    }

    @Test
    void aHostThatGoesPastTheProxyIsFoundWithoutBlockingAnEventLoop() {
        try (RawServer server = new RawServer((channel, number) -> RawServer.accept(channel));
                Proxy proxy = new Proxy()) {
            accepted(named(server)
                    .clientOptions(new HttpClientOptions()
                            .setProxyOptions(proxy.options("localhost").setNonProxyHosts("LOCALHOST|*.example"))));
            assertThat(proxy.requests).isEmpty();
        }
    }

    private static BackendReconnectClientBuilder named(RawServer server) {
        return new BackendReconnectClientBuilder()
                .endpoint("http://localhost:" + server.address().getPort());
    }

    private static void accepted(BackendReconnectClientBuilder builder) {
        StepVerifier.create(builder.retryOptions(NEVER)
                        .buildAsyncClient()
                        .reconnect(ID)
                        .subscribeOn(Schedulers.parallel()))
                .expectComplete()
                .verify(LIMIT);
    }

    /** The proxy refuses every call, so each fails with the proxy's error rather than ours. */
    private static void refused(BackendReconnectClientBuilder builder) {
        StepVerifier.create(builder.retryOptions(NEVER)
                        .buildAsyncClient()
                        .reconnect(ID)
                        .subscribeOn(Schedulers.parallel()))
                .expectErrorSatisfies(e -> assertThat(e.toString()).contains("403"))
                .verify(LIMIT);
    }

    /** A proxy that forbids everything and records requests. */
    private static final class Proxy implements AutoCloseable {
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final RawServer server = new RawServer(
                (channel, number) -> RawServer.write(channel, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"),
                requests::add);

        int port() {
            return server.address().getPort();
        }

        ProxyOptions options(String host) {
            return new ProxyOptions(ProxyOptions.Type.HTTP, InetSocketAddress.createUnresolved(host, port()));
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
