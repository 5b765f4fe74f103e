package io.github.apimreconnect.mockarm;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event loops that all mocks of a JVM share, counted: the first mock makes them, the last one ends them. No client
 * under test shares them.
 */
final class Loops {
    /** As many as Reactor Netty's: with fewer, on two processors, a client is woken for each answer. */
    private static final int LEAST = 4;

    private static final Loops SHARED = new Loops();

    private @Nullable EventLoopGroup group;
    private int users;

    private Loops() {}

    static EventLoopGroup acquire() {
        synchronized (SHARED) {
            if (SHARED.group == null) {
                IoHandlerFactory transport = isNative() ? LastingEpoll.newFactory() : NioIoHandler.newFactory();
                SHARED.group = new MultiThreadIoEventLoopGroup(
                        Math.max(LEAST, Runtime.getRuntime().availableProcessors()),
                        new DefaultThreadFactory("mock-arm", true),
                        transport);
            }
            SHARED.users++;
            return SHARED.group;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // they end on their own
    static void release() {
        synchronized (SHARED) {
            if (--SHARED.users == 0 && SHARED.group != null) {
                // No quiet period: whoever closed the last mock has waited for its requests.
                SHARED.group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
                SHARED.group = null;
            }
        }
    }

    static Class<? extends ServerChannel> channelType() {
        return isNative() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Whether the loops wait on epoll itself, which there is on Linux. */
    static boolean isNative() {
        return Epoll.isAvailable();
    }
}
