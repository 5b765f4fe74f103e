package io.github.apimreconnect.mockarm;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.OptionalSslHandler;
import java.util.concurrent.TimeUnit;

/** The sockets: TLS and plain HTTP on one port, told apart by the first byte. */
final class Listener extends ChannelInitializer<Channel> {
    private static final int BACKLOG = 4096;
    private static final int BIND_SECONDS = 10;
    /** Of the system, in each direction: bounds what a connection can make it keep, and shows who reads slowly. */
    private static final int SOCKET_BUFFER = 128 * 1024;

    private final EventLoopGroup loops;
    private final PendingTls tls;
    private final ArmService service;

    Listener(EventLoopGroup loops, PendingTls tls, ArmService service) {
        this.loops = loops;
        this.tls = tls;
        this.service = service;
    }

    /** Binds, waiting for it: called by the thread that starts a mock. Connections queue until {@link #accept}. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the close
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
                // Only Connection reads, so nothing can leave a switch off.
                .childOption(ChannelOption.AUTO_READ, false)
                .handler(new Accepting())
                .childHandler(this)
                .bind(host, port);
        if (!bound.awaitUninterruptibly(BIND_SECONDS, TimeUnit.SECONDS)) {
            bound.channel().close();
            throw new CannotListenException(host, port, new IllegalStateException("it takes too long"));
        }
        if (!bound.isSuccess()) {
            throw new CannotListenException(host, port, bound.cause());
        }
        return bound.channel();
    }

    /** Takes the connections that came to a bound port, and those to come. */
    static void accept(Channel listening) {
        listening.config().setAutoRead(true);
    }

    @Override
    protected void initChannel(Channel channel) {
        Deadline deadline = new Deadline(service.limits());
        Connection connection = new Connection(channel, service, deadline);
        ChannelPipeline pipeline = channel.pipeline();
        service.connectionFaults().take().ifPresent(fault -> pipeline.addLast(fault.handler()));
        ChannelHandler plainOrTls = tls.ifMade()
                .<ChannelHandler>map(made -> new OptionalSslHandler(made.server()))
                .orElseGet(() -> new EarlyConnection(tls));
        pipeline.addLast(deadline, plainOrTls, connection.decoder(), connection);
        service.connections().add(channel);
    }
}
