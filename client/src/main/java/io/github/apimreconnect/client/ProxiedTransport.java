package io.github.apimreconnect.client;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.ProxyOptions;
import com.azure.core.util.Context;
import com.azure.core.util.CoreUtils;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends requests through a proxy, or directly to hosts exempt from it. Reactor Netty alone would look up the addresses
 * of the proxy and of exempt hosts on the sending thread, with every request.
 */
final class ProxiedTransport implements HttpClient {
    private final ProxyOptions proxy;
    private final @Nullable Pattern pastIt;
    private final HttpClient direct;
    private final Function<ProxyOptions, HttpClient> through;
    private volatile @Nullable Found found;

    /**
     * Creates a transport.
     *
     * @param proxy the proxy; its address is looked up with each request, unless it is already resolved
     * @param direct the client for requests that bypass the proxy
     * @param through creates the client for a proxy whose address is known
     */
    ProxiedTransport(ProxyOptions proxy, HttpClient direct, Function<ProxyOptions, HttpClient> through) {
        this.proxy = proxy;
        this.pastIt = CoreUtils.isNullOrEmpty(proxy.getNonProxyHosts())
                ? null
                : Pattern.compile(proxy.getNonProxyHosts(), Pattern.CASE_INSENSITIVE);
        this.direct = direct;
        this.through = through;
    }

    /** An address of the proxy, and the client that sends through it. */
    private record Found(InetAddress address, HttpClient transport) {}

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return send(request, Context.NONE);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return pastIt != null && pastIt.matcher(request.getUrl().getHost()).matches()
                ? direct.send(request, context)
                : addresses().map(this::transport).flatMap(transport -> transport.send(request, context));
    }

    private Mono<List<InetAddress>> addresses() {
        InetSocketAddress address = proxy.getAddress();
        return address.isUnresolved()
                ? HostNames.lookUp(address.getHostString())
                : Mono.just(List.of(address.getAddress()));
    }

    /** Returns the current client as long as its address is still the proxy's, since each has its own connections. */
    private HttpClient transport(List<InetAddress> addresses) {
        Found current = found;
        if (current == null || !addresses.contains(current.address())) {
            current = found(addresses.get(0));
            found = current;
        }
        return current.transport();
    }

    private Found found(InetAddress address) {
        ProxyOptions resolved = new ProxyOptions(
                proxy.getType(),
                new InetSocketAddress(address, proxy.getAddress().getPort()));
        if (proxy.getUsername() != null && proxy.getPassword() != null) {
            resolved.setCredentials(proxy.getUsername(), proxy.getPassword());
        }
        return new Found(address, through.apply(resolved));
    }
}
