package io.github.apimreconnect.client.command;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.ProxyOptions;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import io.netty.handler.ssl.SslContext;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

/** The command's only transport, for Azure Resource Manager and for tokens: direct or through a proxy, by URL. */
final class CommandTransport implements HttpClient {
    private static final int TOKEN_REQUESTS = 8;

    private final HttpClient direct;
    private final HttpClient proxied;
    private final Optional<Proxy> proxy;

    CommandTransport(@Nullable SslContext trust, Optional<Proxy> proxy, int inFlight) {
        // The calls and a token request: a pool that is smaller would keep some waiting, and they would time out.
        ConnectionProvider connections = ConnectionProvider.create("apim-reconnect", inFlight + TOKEN_REQUESTS);
        this.proxy = proxy;
        this.direct = netty(direct(connections, trust)).build();
        this.proxied = proxy.map(through -> proxied(connections, trust, through.options()))
                .orElse(direct);
    }

    /** Uses Netty's resolver: without one, Azure Core sets the JDK's, which blocks the event loop. */
    static reactor.netty.http.client.HttpClient direct(ConnectionProvider connections, @Nullable SslContext trust) {
        return base(connections, trust).resolver(spec -> {});
    }

    /** Resolves no names locally: that is up to the proxy, whose own name must already be resolved. */
    private static HttpClient proxied(
            ConnectionProvider connections, @Nullable SslContext trust, ProxyOptions options) {
        if (options.getAddress().isUnresolved()) {
            String host = options.getAddress().getHostString();
            return request -> Mono.error(new UnknownHostException(host));
        }
        // Reactor Netty sends the credentials up front; Azure Core's handler hangs if a 407 keeps the connection.
        return netty(base(connections, trust).proxy(spec -> {
                    ProxyProvider.Builder proxy =
                            spec.type(ProxyProvider.Proxy.HTTP).socketAddress(options.getAddress());
                    if (options.getUsername() != null && options.getPassword() != null) {
                        proxy.username(options.getUsername()).password(user -> options.getPassword());
                    }
                }))
                .build();
    }

    private static reactor.netty.http.client.HttpClient base(
            ConnectionProvider connections, @Nullable SslContext trust) {
        // RetryLines alone counts and prints the attempts.
        reactor.netty.http.client.HttpClient client =
                reactor.netty.http.client.HttpClient.create(connections).disableRetry(true);
        return trust == null ? client : client.secure(tls -> tls.sslContext(trust));
    }

    private static NettyAsyncHttpClientBuilder netty(reactor.netty.http.client.HttpClient base) {
        return new NettyAsyncHttpClientBuilder(base).configuration(Configuration.NONE);
    }

    private HttpClient route(HttpRequest request) {
        return proxy.filter(through -> through.carries(request.getUrl())).isPresent() ? proxied : direct;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return route(request).send(request);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return route(request).send(request, context);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        return route(request).sendSync(request, context);
    }
}
