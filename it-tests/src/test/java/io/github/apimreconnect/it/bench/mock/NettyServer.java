package io.github.apimreconnect.it.bench.mock;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;

/** The cost of HTTP itself: Netty's codec, an aggregator, a 202. */
final class NettyServer {
    private NettyServer() {}

    /** Takes the port. */
    public static void main(String[] args) throws InterruptedException {
        new ServerBootstrap()
                .group(Transport.loops(Runtime.getRuntime().availableProcessors()))
                .channel(Transport.server())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(1024 * 1024), new Accept());
                    }
                })
                .bind("127.0.0.1", Integer.parseInt(args[0]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // exceptionCaught handles failures
    private static final class Accept extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.ACCEPTED, Unpooled.EMPTY_BUFFER);
            response.headers().set(CONTENT_LENGTH, "0").set("x-ms-request-id", "b068fcb9-5e7f-418d-b351-efa045ef779a");
            context.writeAndFlush(response, context.voidPromise());
        }
    }
}
