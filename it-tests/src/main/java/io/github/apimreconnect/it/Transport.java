package io.github.apimreconnect.it;

import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.github.apimreconnect.mockarm.MockArm;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** An Azure HTTP client that trusts one mock, with its own connections and threads, released on close. */
final class Transport implements AutoCloseable {
    private final ConnectionProvider connections = ConnectionProvider.create("it", 64);
    private final LoopResources loops = LoopResources.create("it", 2, true);
    private final HttpClient client;

    Transport(MockArm mock) {
        this(mock, ChannelPipelineConfigurer.emptyConfigurer());
    }

    /** Creates a transport that passes each new connection to a tap before using it. */
    Transport(MockArm mock, ChannelPipelineConfigurer tap) {
        reactor.netty.http.client.HttpClient trusting = reactor.netty.http.client.HttpClient.create(connections)
                .runOn(loops)
                .doOnChannelInit(tap)
                .secure(tls -> tls.sslContext(trusting(mock)));
        this.client = new NettyAsyncHttpClientBuilder(trusting).build();
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        Mono.when(connections.disposeLater(), loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)))
                .block(Duration.ofMinutes(1));
    }

    private static io.netty.handler.ssl.SslContext trusting(MockArm mock) {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(mock.certificateAuthority())
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("The mock's certificate is not usable", e);
        }
    }
}
