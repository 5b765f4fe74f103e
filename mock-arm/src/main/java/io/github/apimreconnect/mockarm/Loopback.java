package io.github.apimreconnect.mockarm;

import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Binds both loopback addresses to one port, since {@code localhost} may be either. */
final class Loopback {
    private static final String BOTH = "localhost";
    private static final String IPV4 = "127.0.0.1";
    private static final String IPV6 = "::1";
    private static final int TRIES = 10;

    private Loopback() {}

    /** Opens a port, or throws. */
    interface Binder {
        Channel bind(String host, int port);
    }

    static List<Channel> bind(Binder listener, @Nullable String host, int port) {
        return host == null || host.equalsIgnoreCase(BOTH)
                ? bindBoth(listener, Loopback::hasIpv6, port)
                : List.of(listener.bind(host, port));
    }

    /** Binds both addresses, or the one of IPv4 where there is no other. */
    static List<Channel> bindBoth(Binder listener, BooleanSupplier ipv6, int port) {
        CannotListenException taken = null;
        for (int i = 0; i < (port == 0 ? TRIES : 1); i++) {
            Channel first = listener.bind(IPV4, port);
            try {
                return List.of(first, listener.bind(IPV6, ((InetSocketAddress) first.localAddress()).getPort()));
            } catch (CannotListenException e) {
                // Not by the error: transports and systems have their own for each cause.
                if (!ipv6.getAsBoolean()) {
                    return List.of(first);
                }
                first.close().awaitUninterruptibly();
                taken = e;
            }
        }
        throw taken == null ? new IllegalStateException("No port was tried") : taken;
    }

    /** Whether this process can have the loopback address of IPv6: a machine or a JVM may be without. */
    private static boolean hasIpv6() {
        byte[] address = new byte[16];
        address[15] = 1;
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByAddress(address)) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
