package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Netty's epoll, fixed for connections whose peer has shut down its output. Netty 4.2.18 removes a socket from epoll
 * when it waits for no event, and then fails to wait for its next one, such as room for a response; here the socket
 * stays.
 *
 * @param epoll Netty's own handler
 */
record LastingEpoll(IoHandler epoll) implements IoHandler {
    /** Read when the loops are created, since early releases of Netty 4.2 do not have it. */
    private static final EpollIoOps NO_EVENT = EpollIoOps.NONE;

    static IoHandlerFactory newFactory() {
        IoHandlerFactory netty = EpollIoHandler.newFactory();
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor loop) {
                return new LastingEpoll(netty.newHandler(loop));
            }

            @Override
            public boolean isChangingThreadSupported() {
                return netty.isChangingThreadSupported();
            }
        };
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Lasting(epoll.register(handle));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return epoll.run(context);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handle) {
        return epoll.isCompatible(handle);
    }

    /** A socket registered with epoll. */
    private static final class Lasting implements IoRegistration {
        private final IoRegistration registration;
        private boolean added;

        Lasting(IoRegistration registration) {
            this.registration = registration;
        }

        @Override
        public long submit(IoOps ops) {
            if (!NO_EVENT.equals(ops)) {
                added = true;
                return registration.submit(ops);
            }
            // Only errors, each reported once.
            return added ? registration.submit(EpollIoOps.EPOLLET) : 0;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // declared by Netty
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            return registration.cancel();
        }
    }
}
