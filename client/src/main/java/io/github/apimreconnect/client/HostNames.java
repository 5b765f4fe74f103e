package io.github.apimreconnect.client;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Looks up host names as the JDK does, with its hosts file, search domains, caches and providers, but on threads that
 * may block. Netty's own DNS client does not block either, but supports less: no name service switch, no changes to the
 * hosts file.
 */
final class HostNames extends InetNameResolver {
    /** The resolver group for Reactor Netty's clients. Lives as long as the JVM, as event loops do. */
    static final AddressResolverGroup<InetSocketAddress> GROUP = new AddressResolverGroup<>() {
        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetSocketAddressResolver(executor, new HostNames(executor));
        }
    };

    /** Our own threads, so that an application that keeps the shared ones busy does not delay connections. */
    private static final Scheduler THREADS = Schedulers.newBoundedElastic(4, 10_000, "apim-reconnect-dns", 60, true);

    private static final Map<String, Mono<Signal<List<InetAddress>>>> LOOKUPS = new ConcurrentHashMap<>();

    private HostNames(EventExecutor executor) {
        super(executor);
    }

    /** Emits the addresses of a host, at least one, or an {@link UnknownHostException} not shared with others. */
    static Mono<List<InetAddress>> lookUp(String host) {
        return Mono.defer(() -> LOOKUPS.computeIfAbsent(host, HostNames::lookup))
                .<List<InetAddress>>dematerialize()
                .onErrorMap(UnknownHostException.class, e -> new UnknownHostException(e.getMessage()));
    }

    /** Shares one lookup among waiting callers; not interrupted if they cancel, which would only lose its result. */
    private static Mono<Signal<List<InetAddress>>> lookup(String host) {
        return Mono.fromCallable(() -> List.of(InetAddress.getAllByName(host)))
                .subscribeOn(THREADS)
                // The next caller must ask again: the JDK's cache decides how long a result is valid.
                .doOnTerminate(() -> LOOKUPS.remove(host))
                .materialize()
                .cache();
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
        lookUp(host).subscribe(addresses -> promise.trySuccess(addresses.get(0)), promise::tryFailure);
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
        lookUp(host).subscribe(promise::trySuccess, promise::tryFailure);
    }
}
