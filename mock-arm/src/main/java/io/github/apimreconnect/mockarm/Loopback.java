package io.github.apimreconnect.mockarm;

import io.netty.channel.group.ChannelGroup;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;

/** Binds both loopback addresses to one port, since {@code localhost} may be either. */
final class Loopback {
    private static final String IPV4 = "127.0.0.1";
    private static final String IPV6 = "::1";
    private static final int TRIES = 10;

    private Loopback() {}

    static List<DisposableServer> bind(Listener listener, @Nullable String host, int port) {
        if (host != null) {
            return List.of(listener.bind(host, port));
        }
        ChannelBindException taken = null;
        for (int i = 0; i < (port == 0 ? TRIES : 1); i++) {
            DisposableServer first = listener.bind(IPV4, port);
            try {
                return List.of(first, listener.bind(IPV6, first.port()));
            } catch (ChannelBindException e) {
                if (!(e.getCause() instanceof BindException in
                        && String.valueOf(in.getMessage()).contains("in use"))) {
                    // This machine has no IPv6.
                    return List.of(first);
                }
                first.disposeNow();
                taken = e;
            }
        }
        throw taken == null ? new IllegalStateException("No port was tried") : taken;
    }

    /** Stops listening on all addresses, waits for requests in flight, and cuts what is left. */
    static void close(
            List<DisposableServer> servers, ChannelGroup connections, InFlight inFlight, Duration drainTimeout) {
        servers.forEach(DisposableServer::dispose);
        servers.forEach(server -> server.channel().closeFuture().awaitUninterruptibly(1, TimeUnit.SECONDS));
        inFlight.await(drainTimeout);
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
}
