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
 * Looks up host names as the JDK does, with its hosts file, search domains, caches and providers, but on threads that may
 * block. Netty's own DNS client would not block either, but sees less: no name service switch, no hosts file that changed.
 */
final class HostNames extends InetNameResolver {
    /** For Reactor Netty's clients. Lives as long as the JVM, as event loops do. */
    static final AddressResolverGroup<InetSocketAddress> GROUP = new AddressResolverGroup<>() {
        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetSocketAddressResolver(executor, new HostNames(executor));
        }
    };

    /** Of our own, so that an application that keeps the common ones busy does not hold up connections. */
    private static final Scheduler THREADS = Schedulers.newBoundedElastic(4, 10_000, "apim-reconnect-dns", 60, true);

    private static final Map<String, Mono<Signal<List<InetAddress>>>> LOOKUPS = new ConcurrentHashMap<>();

    private HostNames(EventExecutor executor) {
        super(executor);
    }

    /** Emits the addresses of a host, at least one, or an {@link UnknownHostException} that nobody else is given. */
    static Mono<List<InetAddress>> lookUp(String host) {
        return Mono.defer(() -> LOOKUPS.computeIfAbsent(host, HostNames::lookup))
                .<List<InetAddress>>dematerialize()
                .onErrorMap(UnknownHostException.class, e -> new UnknownHostException(e.getMessage()));
    }

    /** One lookup for all that wait; not interrupted when they leave, which would only lose its answer. */
    private static Mono<Signal<List<InetAddress>>> lookup(String host) {
        return Mono.fromCallable(() -> List.of(InetAddress.getAllByName(host)))
                .subscribeOn(THREADS)
                // The next one must ask again: how long an answer holds is for the JDK's cache to say.
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
