package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.OptionalSslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The listening sockets: TLS and plain HTTP on one port, told apart by the first byte. */
public final class Listener extends ChannelInitializer<Channel> {
    private static final int BACKLOG = 4096;
    private static final int BIND_SECONDS = 10;
    /** Kernel buffer in each direction: limits what a connection can make it hold, and reveals slow readers. */
    private static final int SOCKET_BUFFER = 128 * 1024;

    private static final String BOTH = "localhost";
    private static final String IPV4 = "127.0.0.1";
    private static final String IPV6 = "::1";
    private static final int TRIES = 10;

    private final EventLoopGroup loops;
    private final PendingTls tls;
    private final Exchange exchange;
    private final Connections connections;

    public Listener(EventLoopGroup loops, PendingTls tls, Exchange exchange, Connections connections) {
        this.loops = loops;
        this.tls = tls;
        this.exchange = exchange;
        this.connections = connections;
    }

    /**
     * Binds every address, blocking the thread that starts a mock. Connections queue until {@link #accept}.
     *
     * @param host the address, or null for both loopback addresses, since {@code localhost} may be either
     * @param port the port, 0 for any free one
     * @return the ports, one for each address
     * @throws CannotListenException if a port is in use, or an address does not belong to this machine
     */
    public List<Channel> open(@Nullable String host, int port) {
        return host == null || host.equalsIgnoreCase(BOTH)
                ? bindBoth(this::bind, Listener::hasIpv6, port)
                : List.of(bind(host, port));
    }

    /** Binds a port. */
    @SuppressWarnings("FutureReturnValueIgnored") // no caller waits for the close
    Channel bind(String host, int port) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(Loops.channelType())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                // Only Connection requests reads, so no code can leave auto-read off.
                .childOption(ChannelOption.AUTO_READ, false)
                .handler(new Accepting())
                .childHandler(this)
                .bind(host, port);
        if (!bound.awaitUninterruptibly(BIND_SECONDS, TimeUnit.SECONDS)) {
            bound.channel().close();
            throw new CannotListenException(host, port, new IllegalStateException("timed out"));
        }
        if (!bound.isSuccess()) {
            throw new CannotListenException(host, port, bound.cause());
        }
        return bound.channel();
    }

    /** Accepts the connections queued at a bound port, and future ones. */
    public static void accept(Channel listening) {
        listening.config().setAutoRead(true);
    }

    @Override
    protected void initChannel(Channel channel) {
        Deadline deadline = new Deadline(connections.timeouts());
        Connection connection = new Connection(channel, exchange, connections, deadline);
        ChannelPipeline pipeline = channel.pipeline();
        connections.faults().take().ifPresent(fault -> pipeline.addLast(ConnectionFaults.handler(fault)));
        ChannelHandler plainOrTls = tls.ifMade()
                .<ChannelHandler>map(made -> new OptionalSslHandler(made.server()))
                .orElseGet(() -> new TlsWaiter(tls));
        pipeline.addLast(deadline, plainOrTls, connection.decoder(), connection);
        connections.open().add(channel);
    }

    /** Binds a port, or throws. */
    interface Binder {
        Channel bind(String host, int port);
    }

    /** Binds both addresses, or only the IPv4 one if there is no IPv6. */
    static List<Channel> bindBoth(Binder listener, BooleanSupplier ipv6, int port) {
        CannotListenException taken = null;
        for (int i = 0; i < (port == 0 ? TRIES : 1); i++) {
            Channel first = listener.bind(IPV4, port);
            try {
                return List.of(first, listener.bind(IPV6, ((InetSocketAddress) first.localAddress()).getPort()));
            } catch (CannotListenException e) {
                // Don't go by the error: it differs between transports and operating systems.
                if (!ipv6.getAsBoolean()) {
                    return List.of(first);
                }
                first.close().awaitUninterruptibly();
                taken = e;
            }
        }
        throw taken == null ? new IllegalStateException("No port was tried") : taken;
    }

    /** Returns whether this process can use the IPv6 loopback address: a machine or a JVM may lack it. */
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
