package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.setting.OldNetty;
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
 * The event loops shared by all mocks of a JVM, reference-counted: the first mock creates them, the last one shuts them
 * down. No client under test shares them.
 */
public final class Loops {
    /** As many as Reactor Netty's: with fewer, on two processors, a client is woken for each response. */
    private static final int LEAST = 4;

    private static final Loops SHARED = new Loops();

    private @Nullable EventLoopGroup group;
    private int users;

    private Loops() {}

    public static EventLoopGroup acquire() {
        synchronized (SHARED) {
            if (SHARED.group == null) {
                SHARED.group = create();
            }
            SHARED.users++;
            return SHARED.group;
        }
    }

    private static EventLoopGroup create() {
        try {
            IoHandlerFactory transport = isNative() ? LastingEpoll.newFactory() : NioIoHandler.newFactory();
            return new MultiThreadIoEventLoopGroup(
                    Math.max(LEAST, Runtime.getRuntime().availableProcessors()),
                    new DefaultThreadFactory("mock-arm", true),
                    transport);
        } catch (LinkageError e) {
            throw OldNetty.error(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the loops shut down in the background
    public static void release() {
        synchronized (SHARED) {
            if (--SHARED.users == 0 && SHARED.group != null) {
                // No quiet period: closing the last mock has already waited for its requests.
                SHARED.group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
                SHARED.group = null;
            }
        }
    }

    static Class<? extends ServerChannel> channelType() {
        return isNative() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Returns the name of what the loops use. */
    public static String transport() {
        return isNative() ? "epoll" : "nio";
    }

    /** Returns whether the loops use epoll directly, which is available on Linux. */
    public static boolean isNative() {
        return Epoll.isAvailable();
    }
}
