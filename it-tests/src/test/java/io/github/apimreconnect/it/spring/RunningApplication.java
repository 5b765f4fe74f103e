package io.github.apimreconnect.it.spring;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.github.apimreconnect.it.Tap;
import io.github.apimreconnect.mockarm.MockArm;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The application on a free port, with a mock in the place of ARM, and the traffic between them captured. */
final class RunningApplication implements AutoCloseable {
    final Tap tap = new Tap();

    /** Counted down when a request of the application to the backend "stuck" is canceled. */
    final CountDownLatch canceled = new CountDownLatch(1);

    private final ConfigurableApplicationContext context;

    /** Starts the application with more properties, such as {@code reconnect.total-timeout=1s}. */
    RunningApplication(MockArm mock, String... properties) {
        // Spring would reconfigure the logging of the whole JVM, which other tests share.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        HttpClient trusting = trusting(mock);
        TokenCredential credential = request -> Mono.just(
                new AccessToken(mock.token(), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
        context = new SpringApplicationBuilder(ReconnectApplication.class)
                .initializers(beans -> register((GenericApplicationContext) beans, trusting, credential))
                .registerShutdownHook(false)
                .properties(properties)
                .run("--server.port=0", "--spring.main.banner-mode=off", "--reconnect.endpoint=" + mock.endpoint());
    }

    private void register(GenericApplicationContext beans, HttpClient trusting, TokenCredential credential) {
        beans.registerBean(TokenCredential.class, () -> credential);
        beans.registerBean(
                HttpClient.class,
                () -> request -> trusting.send(request).doOnCancel(() -> {
                    if (request.getUrl().getPath().contains("/stuck/")) {
                        canceled.countDown();
                    }
                }));
        // The global event loops, which Spring closes with the application, are also those of other tests.
        beans.registerBean(ReactorResourceFactory.class, RunningApplication::ownResources);
    }

    private static ReactorResourceFactory ownResources() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    private HttpClient trusting(MockArm mock) {
        try {
            SslContext trust = SslContextBuilder.forClient()
                    .trustManager(mock.certificateAuthority())
                    .build();
            return new NettyAsyncHttpClientBuilder(reactor.netty.http.client.HttpClient.create()
                            .doOnChannelInit(tap)
                            .secure(tls -> tls.sslContext(trust)))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("The mock's certificate is not usable", e);
        }
    }

    /** Returns a client of the application. */
    WebClient web() {
        String port = Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
        return WebClient.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        context.close();
    }
}
