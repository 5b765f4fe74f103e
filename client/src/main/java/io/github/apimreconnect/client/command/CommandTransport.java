package io.github.apimreconnect.client.command;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The one transport of the command, for Azure Resource Manager and for tokens: directly or through a proxy, by URL. */
final class CommandTransport implements HttpClient {
    private final HttpClient direct;
    private final HttpClient proxied;
    private final Optional<Proxy> proxy;

    CommandTransport(@Nullable SslContext trust, Optional<Proxy> proxy) {
        this.proxy = proxy;
        // Without a resolver of its own Azure Core sets the JDK's, which blocks the event loop.
        this.direct = netty(base(trust).resolver(spec -> {})).build();
        // Through a proxy no name is resolved here.
        this.proxied = proxy.map(
                        through -> netty(base(trust)).proxy(through.options()).build())
                .orElse(direct);
    }

    private static reactor.netty.http.client.HttpClient base(@Nullable SslContext trust) {
        // Attempts are counted and announced in one place, and that is not here.
        reactor.netty.http.client.HttpClient client =
                reactor.netty.http.client.HttpClient.create().disableRetry(true);
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
