package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Random;

/** The state shared by the connections of a mock. Thread-safe. */
public final class Connections {
    private final Clock clock;
    private final Timeouts timeouts;
    private final Origin origin;
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
     * @param origin the mock's own origin
     * @param seed the seed for random delays
     */
    public Connections(Clock clock, Timeouts timeouts, Origin origin, long seed) {
        this.clock = clock;
        this.timeouts = timeouts;
        this.origin = origin;
        this.random = new Random(seed);
    }

    Clock clock() {
        return clock;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** Returns the mock's own origin on a connection, such as {@code https://localhost:8443}. */
    String origin(Channel connection) {
        return origin.at(connection.localAddress() instanceof InetSocketAddress local ? local.getPort() : 0);
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
