package io.github.apimreconnect.it;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A tap for clients that do not support one, in other processes or not on Netty. It terminates TLS with its own
 * certificate, and forwards their data as plain text.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the client sees what fails here
final class TapRelay implements AutoCloseable {
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("tap", true), NioIoHandler.newFactory());
    private final X509Bundle certificate;
    private final Channel listener;

    /** Relays to a local port. */
    TapRelay(int target, Tap tap) throws Exception {
        this.certificate = new CertificateBuilder()
                .algorithm(CertificateBuilder.Algorithm.ecp256)
                .subject("CN=localhost")
                .setIsCertificateAuthority(true)
                .addSanDnsName("localhost")
                .buildSelfSigned();
        SslContext tls =
                SslContextBuilder.forServer(certificate.toKeyManagerFactory()).build();
        this.listener = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel front) {
                        front.pipeline().addLast(new OptionalSslHandler(tls));
                        connect(front, target, tap);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    private static void connect(Channel front, int target, Tap tap) {
        new Bootstrap()
                .group(front.eventLoop())
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel back) {
                        back.pipeline().addLast(tap.handler(), new Pump(front));
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), target)
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess() && front.isActive()) {
                        front.pipeline().addLast(new Pump(connected.channel()));
                        front.config().setAutoRead(true);
                    } else {
                        front.close();
                        connected.channel().close();
                    }
                });
    }

    private static final class Pump extends ChannelInboundHandlerAdapter {
        private final Channel peer;

        Pump(Channel peer) {
            this.peer = peer;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object data) {
            peer.writeAndFlush(data);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            peer.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    URI endpoint() {
        return URI.create("https://localhost:" + port());
    }

    URI httpEndpoint() {
        return URI.create("http://localhost:" + port());
    }

    private int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Returns the certificate to trust, as PEM. */
    String pem() {
        return certificate.getCertificatePEM();
    }

    SSLContext sslContext() throws Exception {
        TrustManagerFactory trust = certificate.toTrustManagerFactory();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
