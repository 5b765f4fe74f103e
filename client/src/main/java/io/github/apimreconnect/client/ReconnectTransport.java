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
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

/**
 * The default transport: Azure Core's over Reactor Netty, on a pool whose queue has no limit, since calls wait in it
 * rather than fail. What ARM allows is another matter: many calls in one subscription need {@code reconnectAll}.
 */
final class ReconnectTransport {
    private static final int MAX_CONNECTIONS = 256;
    private static final Duration MAX_IDLE = Duration.ofSeconds(60);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration RESPONSE = Duration.ofSeconds(60);

    private ReconnectTransport() {}

    /** The transport shared by all clients in the JVM that use default settings. */
    private static final class Shared {
        static final com.azure.core.http.HttpClient TRANSPORT = create(new HttpClientOptions(), null);
    }

    /** Returns the shared transport, or a new one if the settings differ from the defaults. */
    static com.azure.core.http.HttpClient of(ClientOptions options, @Nullable Configuration configuration) {
        if (options instanceof HttpClientOptions transport) {
            return create(transport, configuration);
        }
        // Before the holder: an error in its initializer would be wrapped, and be another one the next time.
        RequiredNetty.check();
        return configuration == null ? Shared.TRANSPORT : create(new HttpClientOptions(), configuration);
    }

    /** Returns how long a response may take to begin, and then its body to end. */
    static Duration responseTimeout(ClientOptions options) {
        Duration set = options instanceof HttpClientOptions transport ? transport.getResponseTimeout() : null;
        return set != null && set.compareTo(Duration.ZERO) > 0 ? set : RESPONSE;
    }

    private static com.azure.core.http.HttpClient create(
            HttpClientOptions options, @Nullable Configuration configuration) {
        if (options.getHttpClientProvider() != null) {
            return com.azure.core.http.HttpClient.createDefault(options);
        }
        RequiredNetty.check();
        Duration maxIdle = Objects.requireNonNullElse(options.getConnectionIdleTimeout(), MAX_IDLE);
        ConnectionPools pools = new ConnectionPools();
        ConnectionProvider connections = ConnectionProvider.builder("apim-reconnect")
                .maxConnections(Optional.ofNullable(options.getMaximumConnectionPoolSize())
                        .filter(size -> size > 0)
                        .orElse(MAX_CONNECTIONS))
                .pendingAcquireMaxCount(-1)
                // Zero means no limit: the time in the queue counts toward the call's total timeout.
                .pendingAcquireTimeout(Duration.ZERO)
                .maxIdleTime(maxIdle)
                // Otherwise idle connections are closed only when the next call looks for one.
                .evictInBackground(maxIdle)
                .metrics(true, () -> pools)
                .build();
        HttpClient client = HttpClient.create(connections)
                // ReconnectRetryPolicy alone counts and limits the attempts.
                .disableRetry(true)
                .doOnResponse((response, connection) -> response.currentContextView()
                        .<Turn>getOrEmpty(Turn.class)
                        .ifPresent(turn -> turn.isOf(connection.channel().eventLoop())));
        com.azure.core.http.HttpClient direct = transport(client.resolver(HostNames.GROUP), options, null);
        ProxyOptions proxy = Optional.ofNullable(options.getProxyOptions())
                .orElseGet(() -> ProxyOptions.fromConfiguration(
                        options.getConfiguration() != null ? options.getConfiguration() : configuration, true));
        return proxy == null
                ? direct
                : new ProxiedTransport(
                        proxy,
                        direct,
                        // The proxy is given the host name and looks it up.
                        found -> throughProxy(client.resolver(NoopAddressResolverGroup.INSTANCE), options, found));
    }

    /** Reactor Netty sends the password up front; Azure Core's handler mistakes a 407 for an open tunnel and hangs. */
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
                // Already read for the proxy; all timeouts are set here.
                .configuration(Configuration.NONE)
                .connectTimeout(Objects.requireNonNullElse(options.getConnectTimeout(), CONNECT))
                .writeTimeout(options.getWriteTimeout())
                .responseTimeout(Objects.requireNonNullElse(options.getResponseTimeout(), RESPONSE))
                .readTimeout(readTimeout(options))
                .build();
    }

    /** Returns the time between reads. If equal to the body timeout, both timers fire and one error is dropped. */
    private static Duration readTimeout(HttpClientOptions options) {
        Duration read = options.getReadTimeout();
        return read.equals(responseTimeout(options)) ? read.plusSeconds(1) : read;
    }
}
