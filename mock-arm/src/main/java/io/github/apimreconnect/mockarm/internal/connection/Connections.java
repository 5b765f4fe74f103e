package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The state shared by the connections of a mock. Thread-safe. */
public final class Connections {
    private final Clock clock;
    private final Timeouts timeouts;
    private final OwnNames names;
    private final Random random;
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final InFlight inFlight = new InFlight();
    private final HeldBytes held = HeldBytes.ofHeap();
    private final ConnectionFaults faults = new ConnectionFaults();

    /**
     * Creates the shared state.
     *
     * @param clock the clock for request arrival times
     * @param timeouts the connection timeouts
     * @param names the mock's own names
     * @param seed the seed for random delays
     */
    public Connections(Clock clock, Timeouts timeouts, OwnNames names, long seed) {
        this.clock = clock;
        this.timeouts = timeouts;
        this.names = names;
        this.random = new Random(seed);
    }

    Clock clock() {
        return clock;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** Returns what the mock calls itself to a client whose request is for a host, or for none. */
    String origin(Channel connection, @Nullable String host) {
        int port = connection.localAddress() instanceof InetSocketAddress local ? local.getPort() : 0;
        return names.origin(host, port, connection.pipeline().get(SslHandler.class) != null);
    }

    /** Returns the mock's own names. */
    public OwnNames names() {
        return names;
    }

    /** Returns the source of random delays; shared, so lock it before use. */
    Random random() {
        return random;
    }

    /** Returns the open connections. */
    public ChannelGroup open() {
        return open;
    }

    public InFlight inFlight() {
        return inFlight;
    }

    HeldBytes held() {
        return held;
    }

    public ConnectionFaults faults() {
        return faults;
    }
}
