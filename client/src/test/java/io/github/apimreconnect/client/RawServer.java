package io.github.apimreconnect.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;

/** A server below HTTP: for each complete request, it does to the connection what the test says. */
@SuppressWarnings("FutureReturnValueIgnored") // of writes and closes; the test checks the other end
final class RawServer implements AutoCloseable {
    final List<Channel> connections = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    /** Starts a server; the behavior is given the channel and the connection's number, from 1. */
    RawServer(BiConsumer<Channel, Integer> behavior) {
        this(behavior, text -> {});
    }

    /** Starts a server whose behavior is also given the request text. */
    RawServer(BiConsumer<Channel, Integer> behavior, Consumer<String> seen) {
        this.server = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnChannelInit((observer, channel, remote) -> {
                    connections.add(channel);
                    int number = connections.size();
                    channel.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelRead(ChannelHandlerContext context, Object message) {
                            String text = ((io.netty.buffer.ByteBuf) message).toString(StandardCharsets.UTF_8);
                            ReferenceCountUtil.release(message);
                            seen.accept(text);
                            if (text.endsWith("\r\n\r\n") || text.endsWith("}")) {
                                behavior.accept(context.channel(), number);
                            }
                        }
                    });
                })
                .handle((in, out) -> in.receive().then())
                .bindNow();
    }

    BackendReconnectClientBuilder client() {
        return new BackendReconnectClientBuilder().endpoint("http://127.0.0.1:" + server.port());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.address();
    }

    static void write(Channel channel, String text) {
        channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    static void accept(Channel channel) {
        write(channel, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
    }

    static void close(Channel channel) {
        channel.close();
    }

    /** Ends a connection with a reset rather than a normal close. */
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() {
        connections.forEach(Channel::close);
        server.disposeNow();
    }
}
