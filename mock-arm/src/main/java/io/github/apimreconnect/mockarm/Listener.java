package io.github.apimreconnect.mockarm;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** The server: TLS and plain HTTP on one port, with limits where Reactor Netty has none by default. */
final class Listener {
    private static final int MAX_REQUEST_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;

    private final HttpServer server;

    Listener(
            LoopResources loops,
            SslContext tls,
            ChannelGroup connections,
            Limits limits,
            BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
        this.server = HttpServer.create()
                .runOn(loops)
                .protocol(HttpProtocol.HTTP11)
                .channelGroup(connections)
                .httpRequestDecoder(decoder ->
                        decoder.maxInitialLineLength(MAX_REQUEST_LINE).maxHeaderSize(MAX_HEADERS))
                .idleTimeout(limits.idle())
                // The mock answers a body that is late; this is for one it does not read.
                .requestTimeout(limits.body().multipliedBy(2))
                .doOnChannelInit((observer, channel, remote) -> addFirst(channel, tls, limits))
                .handle(handler);
    }

    /** Binds, waiting for it: to be called by the thread that starts a mock. */
    DisposableServer bind(String host, int port) {
        return server.host(host).port(port).bindNow(Duration.ofSeconds(10));
    }

    private static void addFirst(Channel channel, SslContext tls, Limits limits) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addFirst(new HeadTimeout(limits.head()));
        // The first byte tells TLS from plain HTTP.
        pipeline.addFirst(new OptionalSslHandler(tls) {
            @Override
            protected SslHandler newSslHandler(io.netty.channel.ChannelHandlerContext context, SslContext ssl) {
                SslHandler handler = super.newSslHandler(context, ssl);
                handler.setHandshakeTimeoutMillis(limits.handshake().toMillis());
                return handler;
            }
        });
    }
}
