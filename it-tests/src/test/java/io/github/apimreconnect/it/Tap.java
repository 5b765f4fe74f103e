package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;

/** Hears every exchange on the wire; {@link #verify} has them judged by the contract. */
public final class Tap implements ChannelPipelineConfigurer {
    /** Entra ID's part of the mock, and the mock's own: the document does not speak of them. */
    private static final Pattern OUTSIDE_THE_DOCUMENT = Pattern.compile(
            "/[^/]+/(oauth2/v2\\.0/token|discovery/v2\\.0/keys|v2\\.0/\\.well-known/[^/]+)|/msi/token|/_mock/.*");

    private final List<Exchange> exchanges = new ArrayList<>();
    private final int most;
    private int skipped;

    public Tap() {
        this(Integer.MAX_VALUE);
    }

    /** For a load, all of whose exchanges would fill the memory: it goes once it has heard so many. */
    public Tap(int most) {
        this.most = most;
    }

    @Override
    public void onChannelInit(ConnectionObserver observer, Channel channel, @Nullable SocketAddress remote) {
        if (hearsMore()) {
            channel.pipeline().addBefore(NettyPipeline.HttpCodec, "tap", handler());
        }
    }

    /** For a connection to the mock, at the end where requests are written. */
    ChannelHandler handler() {
        return new TapHandler(this::heard);
    }

    private synchronized boolean hearsMore() {
        return exchanges.size() < most;
    }

    /** Returns whether to go on. */
    private synchronized boolean heard(Exchange exchange) {
        if (OUTSIDE_THE_DOCUMENT.matcher(exchange.path()).matches() || isFromAGateway(exchange)) {
            skipped++;
        } else if (hearsMore()) {
            exchanges.add(exchange);
        }
        return hearsMore();
    }

    /** A page where JSON should be: a fault of the mock's, which the document does not have on purpose. */
    private static boolean isFromAGateway(Exchange exchange) {
        FullHttpResponse answer = exchange.answer().http();
        return answer.status().equals(HttpResponseStatus.BAD_GATEWAY)
                && answer.headers().contains(HttpHeaderNames.CONTENT_TYPE, "text/html", true);
    }

    /** What was heard so far and is the document's, in the order of the answers. */
    synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** How many exchanges were none of the document's. */
    synchronized int skipped() {
        return skipped;
    }

    /** Throws if an exchange broke the contract. It waits until now, so that judging takes no time from the test. */
    public void verify() {
        List<String> complaints = exchanges().stream()
                .flatMap(exchange -> ContractValidator.SHIPPED.complaints(exchange).stream()
                        .map(complaint -> exchange + ": " + complaint))
                .toList();
        assertThat(complaints).as("what breaks the contract on the wire").isEmpty();
    }
}
