package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.ClientOptions;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;

/** Makes calls in a separate process with production logging; prints the name of each call to stderr before it. */
public final class LogsMain {
    static final String SECRET = "s3cr3t-token";

    private LogsMain() {}

    public static void main(String[] args) throws InterruptedException {
        AtomicInteger exchanges = new AtomicInteger();
        call("accepted", answering(202));
        call(
                "refused",
                secured(request -> Mono.just(token(SECRET)))
                        .httpClient(new CannedTransport(request -> Mono.just(
                                CannedResponse.of(request, exchanges.incrementAndGet() < 3 ? 503 : 404, "")))));
        call("no token", secured(request -> Mono.error(new ClientAuthenticationException("no such app", null))));
        call("wrong header", secured(request -> Mono.just(token(SECRET + "\n"))));
        call("wrong argument", answering(202).addPolicy((context, next) -> {
            throw new AssertionError("No request is made");
        }));
        call("nobody listens", atOnce().endpoint("http://127.0.0.1:" + freePort()));
        try (RawServer silent = new RawServer((channel, number) -> {})) {
            call("too late", silent.client().totalTimeout(Duration.ofSeconds(1)));
        }
        call("metrics that fail", answering(503).clientOptions(new ClientOptions().setMetricsOptions(brokenMetrics())));
        cancelled();
        cancelledToken();
    }

    private static void call(String name, BackendReconnectClientBuilder builder) {
        begin(name);
        BackendReconnectAsyncClient client = builder.buildAsyncClient();
        Duration after = name.equals("wrong argument") ? Duration.ofSeconds(-1) : Duration.ofSeconds(3);
        client.reconnect(ID, after).onErrorComplete().block(Duration.ofSeconds(30));
    }

    private static void cancelled() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer silent = new RawServer((channel, number) -> arrived.countDown())) {
            begin("cancelled");
            Disposable call = silent.client().buildAsyncClient().reconnect(ID).subscribe();
            arrived.await();
            call.dispose();
            silent.connections.get(0).closeFuture().awaitUninterruptibly(10_000);
        }
    }

    private static void cancelledToken() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        begin("cancelled while a token is asked for");
        Disposable call = secured(request -> Mono.<AccessToken>fromCallable(() -> {
                            asked.countDown();
                            goOn.await();
                            throw new ClientAuthenticationException("no such app", null);
                        })
                        .doFinally(end -> ended.countDown()))
                .buildAsyncClient()
                .reconnect(ID)
                .subscribe();
        asked.await();
        call.dispose();
        goOn.countDown();
        ended.await();
        // Once a second token request has ended on the same pool, everything has been logged.
        secured(request -> Mono.just(token(SECRET)))
                .buildAsyncClient()
                .reconnect(ID)
                .block(Duration.ofSeconds(30));
    }

    @SuppressWarnings("SystemErr") // the logs go to stderr
    private static void begin(String name) {
        System.err.println("== " + name);
    }

    private static BackendReconnectClientBuilder answering(int status) {
        return atOnce().httpClient(CannedTransport.answering(status, ""));
    }

    private static BackendReconnectClientBuilder secured(TokenCredential credential) {
        return answering(202).credential(credential);
    }

    private static BackendReconnectClientBuilder atOnce() {
        return new BackendReconnectClientBuilder()
                .retryOptions(new RetryOptions(new FixedDelayOptions(2, Duration.ofMillis(1))));
    }

    /** Metrics whose registry takes no more meters once the client is built. */
    private static MicrometerMetricsOptions brokenMetrics() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getTag("code") != null) {
                    throw new IllegalStateException("full");
                }
                return id;
            }
        });
        return new MicrometerMetricsOptions(registry);
    }

    private static int freePort() {
        DisposableServer gone = TcpServer.create().host("127.0.0.1").port(0).bindNow();
        gone.disposeNow();
        return gone.port();
    }

    private static AccessToken token(String text) {
        return new AccessToken(text, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
    }
}
