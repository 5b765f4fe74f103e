package io.github.apimreconnect.client;

import com.azure.core.http.ProxyOptions;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.HttpClientOptions;
import io.netty.resolver.NoopAddressResolverGroup;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

/**
 * The default transport: Azure Core's over Reactor Netty, on a pool whose queue has no limit, so that a fleet can be
 * subscribed to at once.
 */
final class ReconnectTransport {
    private static final int MAX_CONNECTIONS = 256;
    private static final Duration MAX_IDLE = Duration.ofSeconds(60);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration RESPONSE = Duration.ofSeconds(60);

    private ReconnectTransport() {}

    /** One for all clients of the JVM that ask for nothing special. */
    private static final class Shared {
        static final com.azure.core.http.HttpClient TRANSPORT = create(new HttpClientOptions(), null);
    }

    /** One that is shared, where nothing special is asked for. */
    static com.azure.core.http.HttpClient of(ClientOptions options, @Nullable Configuration configuration) {
        if (options instanceof HttpClientOptions transport) {
            return create(transport, configuration);
        }
        return configuration == null ? Shared.TRANSPORT : create(new HttpClientOptions(), configuration);
    }

    /** How long an answer may take to begin, and then its body to end. */
    static Duration responseTimeout(ClientOptions options) {
        Duration set = options instanceof HttpClientOptions transport ? transport.getResponseTimeout() : null;
        return set != null && set.compareTo(Duration.ZERO) > 0 ? set : RESPONSE;
    }

    private static com.azure.core.http.HttpClient create(
            HttpClientOptions options, @Nullable Configuration configuration) {
        if (options.getHttpClientProvider() != null) {
            return com.azure.core.http.HttpClient.createDefault(options);
        }
        Duration maxIdle = Objects.requireNonNullElse(options.getConnectionIdleTimeout(), MAX_IDLE);
        ConnectionProvider connections = ConnectionProvider.builder("apim-reconnect")
                .maxConnections(Optional.ofNullable(options.getMaximumConnectionPoolSize())
                        .filter(size -> size > 0)
                        .orElse(MAX_CONNECTIONS))
                .pendingAcquireMaxCount(-1)
                // Zero is no limit: the time in the queue counts towards the total of the call.
                .pendingAcquireTimeout(Duration.ZERO)
                .maxIdleTime(maxIdle)
                // Otherwise idle connections go only when the next call looks for one.
                .evictInBackground(maxIdle)
                .build();
        HttpClient client = HttpClient.create(connections)
                // Attempts are counted and bounded in one place, and that is not here.
                .disableRetry(true)
                .doOnResponse((response, connection) -> response.currentContextView()
                        .<Turn>getOrEmpty(Turn.class)
                        .ifPresent(turn -> turn.loop = connection.channel().eventLoop()));
        com.azure.core.http.HttpClient direct = transport(client.resolver(HostNames.GROUP), options, null);
        ProxyOptions proxy = Optional.ofNullable(options.getProxyOptions())
                .orElseGet(() -> ProxyOptions.fromConfiguration(
                        options.getConfiguration() != null ? options.getConfiguration() : configuration, true));
        return proxy == null
                ? direct
                : new ProxiedTransport(
                        proxy,
                        direct,
                        // The proxy is told the name of the host, and looks it up.
                        found -> throughProxy(client.resolver(NoopAddressResolverGroup.INSTANCE), options, found));
    }

    /** Reactor Netty sends a password at once; Azure Core's own handler takes a 407 for an open tunnel, and hangs. */
    private static com.azure.core.http.HttpClient throughProxy(
            HttpClient client, HttpClientOptions options, ProxyOptions proxy) {
        if (proxy.getType() != ProxyOptions.Type.HTTP || proxy.getUsername() == null || proxy.getPassword() == null) {
            return transport(client, options, proxy);
        }
        HttpClient proxied = client.proxy(spec -> spec.type(ProxyProvider.Proxy.HTTP)
                .socketAddress(proxy.getAddress())
                .username(proxy.getUsername())
                .password(user -> proxy.getPassword()));
        return transport(proxied, options, null);
    }

    private static com.azure.core.http.HttpClient transport(
            HttpClient client, HttpClientOptions options, @Nullable ProxyOptions proxy) {
        return new NettyAsyncHttpClientBuilder(client)
                .proxy(proxy)
                // Read already, for the proxy; all times are given here.
                .configuration(Configuration.NONE)
                .connectTimeout(Objects.requireNonNullElse(options.getConnectTimeout(), CONNECT))
                .writeTimeout(options.getWriteTimeout())
                .responseTimeout(Objects.requireNonNullElse(options.getResponseTimeout(), RESPONSE))
                .readTimeout(readTimeout(options))
                .build();
    }

    /** The time between reads. Beside an equal limit for the body both timers would fire, and one error be dropped. */
    private static Duration readTimeout(HttpClientOptions options) {
        Duration read = options.getReadTimeout();
        return read.equals(responseTimeout(options)) ? read.plusSeconds(1) : read;
    }

    /**
     * One turn of a connection's event loop. Reactor Netty takes a connection back in the turn in which it signals the
     * end of the body, but after the signal: a caller that starts its next call at once would find the pool empty and
     * open another connection. So the answer waits for the next turn.
     */
    static final class Turn {
        private volatile @Nullable Executor loop;

        /** Runs an exchange of one attempt, and emits its answer once its connection is back in the pool. */
        static <T> Mono<T> after(Mono<T> exchange) {
            return Mono.defer(() -> {
                Turn turn = new Turn();
                return exchange.flatMap(turn::next).contextWrite(context -> context.put(Turn.class, turn));
            });
        }

        private <T> Mono<T> next(T answer) {
            Executor executor = loop;
            return executor == null
                    ? Mono.just(answer)
                    : Mono.create(sink -> executor.execute(() -> sink.success(answer)));
        }
    }
}
