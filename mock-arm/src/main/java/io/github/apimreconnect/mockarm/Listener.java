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

    private final EventLoopGroup loops;
    private final PendingTls tls;
    private final ArmService service;

    Listener(EventLoopGroup loops, PendingTls tls, ArmService service) {
        this.loops = loops;
        this.tls = tls;
        this.service = service;
    }

    /** Binds, waiting for it: to be called by the thread that starts a mock. */
    Channel bind(String host, int port) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(Loops.channelType())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(this)
                .bind(host, port);
        if (!bound.awaitUninterruptibly(BIND_SECONDS, TimeUnit.SECONDS)) {
            throw new CannotListenException(host, port, new IllegalStateException("it takes too long"));
        }
        if (!bound.isSuccess()) {
            throw new CannotListenException(host, port, bound.cause());
        }
        return bound.channel();
    }

    @Override
    protected void initChannel(Channel channel) {
        Deadline deadline = new Deadline(service.limits());
        RequestDecoder decoder = new RequestDecoder();
        ChannelPipeline pipeline = channel.pipeline();
        service.connectionFaults().take().ifPresent(fault -> pipeline.addLast(fault.handler()));
        ChannelHandler plainOrTls = tls.ifMade()
                .<ChannelHandler>map(made -> new OptionalSslHandler(made.server()))
                .orElseGet(() -> new EarlyConnection(tls));
        pipeline.addLast(deadline, plainOrTls, decoder, new Connection(service, deadline, decoder));
        service.connections().add(channel);
    }
}
