package io.github.apimreconnect.client;

import java.net.SocketAddress;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

/** The connection pools of one transport, one for each host. */
final class ConnectionPools implements ConnectionProvider.MeterRegistrar {
    private static final Set<ConnectionPools> ALL =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Map<Pool, ConnectionPoolMetrics> pools = new ConcurrentHashMap<>();

    private record Pool(String id, SocketAddress remote) {}

    ConnectionPools() {
        ALL.add(this);
    }

    /** Returns the sum over all transports in the JVM. */
    static int sum(ToIntFunction<ConnectionPoolMetrics> size) {
        synchronized (ALL) {
            return ALL.stream()
                    .flatMap(transport -> transport.pools.values().stream())
                    .mapToInt(size)
                    .sum();
        }
    }

    @Override
    public void registerMetrics(String name, String id, SocketAddress remote, ConnectionPoolMetrics metrics) {
        pools.put(new Pool(id, remote), metrics);
    }

    @Override
    public void deRegisterMetrics(String name, String id, SocketAddress remote) {
        pools.remove(new Pool(id, remote));
    }
}
