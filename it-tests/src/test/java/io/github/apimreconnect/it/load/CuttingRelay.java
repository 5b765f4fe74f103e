package io.github.apimreconnect.it.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A network that occasionally resets a connection instead of forwarding data, in either direction. */
@SuppressWarnings("FutureReturnValueIgnored") // a failure here is just another cut
final class CuttingRelay implements AutoCloseable {
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("relay", true), NioIoHandler.newFactory());
    private final AtomicInteger cuts = new AtomicInteger();
    private final int target;
    private final double chance;
    private final Random random;
    private final Channel listener;

    /** Relays to a local port; the seed determines which data is cut. */
    CuttingRelay(int target, double chance, long seed) {
        this.target = target;
        this.chance = chance;
        this.random = new Random(seed);
        this.listener = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new Front())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    int cuts() {
        return cuts.get();
    }

    /** Reads nothing until the connection to the target is open. */
    @ChannelHandler.Sharable
    private final class Front extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            Channel front = context.channel();
            new Bootstrap()
                    .group(front.eventLoop())
                    .channel(NioSocketChannel.class)
                    .handler(new Pump(front))
                    .connect(InetAddress.getLoopbackAddress(), target)
                    .addListener((ChannelFuture connected) -> {
                        if (connected.isSuccess()) {
                            front.pipeline().addLast(new Pump(connected.channel()));
                            front.config().setAutoRead(true);
                        } else {
                            front.close();
                        }
                    });
        }
    }

    private final class Pump extends ChannelInboundHandlerAdapter {
        private final Channel peer;

        Pump(Channel peer) {
            this.peer = peer;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object data) {
            if (random.nextDouble() >= chance) {
                peer.writeAndFlush(data, peer.voidPromise());
                return;
            }
            ReferenceCountUtil.release(data);
            cuts.incrementAndGet();
            reset(context.channel());
            reset(peer);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            peer.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        private static void reset(Channel channel) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
