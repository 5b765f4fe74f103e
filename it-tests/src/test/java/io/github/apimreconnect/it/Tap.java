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

/** Captures every exchange on a connection; {@link #verify} checks them against the contract. */
public final class Tap implements ChannelPipelineConfigurer {
    /** Paths of Entra ID and of the mock itself, which the document does not cover. */
    private static final Pattern OUTSIDE_THE_DOCUMENT = Pattern.compile(
            "/[^/]+/(oauth2/v2\\.0/token|discovery/v2\\.0/keys|v2\\.0/\\.well-known/[^/]+)|/msi/token|/_mock/.*");

    private final List<Exchange> exchanges = new ArrayList<>();
    private final int most;
    private int skipped;

    public Tap() {
        this(Integer.MAX_VALUE);
    }

    /** Creates a tap for load tests, whose exchanges would fill the memory: it is removed after this many. */
    public Tap(int most) {
        this.most = most;
    }

    @Override
    public void onChannelInit(ConnectionObserver observer, Channel channel, @Nullable SocketAddress remote) {
        if (hearsMore()) {
            channel.pipeline().addBefore(NettyPipeline.HttpCodec, "tap", handler());
        }
    }

    /** Returns a handler for the client's end of a connection. */
    ChannelHandler handler() {
        return new TapHandler(this::heard);
    }

    private synchronized boolean hearsMore() {
        return exchanges.size() < most;
    }

    /** Returns whether to continue. */
    private synchronized boolean heard(Exchange exchange) {
        if (OUTSIDE_THE_DOCUMENT.matcher(exchange.path()).matches() || isFromAGateway(exchange)) {
            skipped++;
        } else if (hearsMore()) {
            exchanges.add(exchange);
        }
        return hearsMore();
    }

    /** Returns whether the answer is HTML: one of the mock's faults, deliberately not in the document. */
    private static boolean isFromAGateway(Exchange exchange) {
        FullHttpResponse answer = exchange.answer().http();
        return answer.status().equals(HttpResponseStatus.BAD_GATEWAY)
                && answer.headers().contains(HttpHeaderNames.CONTENT_TYPE, "text/html", true);
    }

    /** Returns the exchanges so far that the document covers, in the order of the answers. */
    synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Returns how many exchanges the document does not cover. */
    synchronized int skipped() {
        return skipped;
    }

    /** Throws if an exchange violated the contract. Runs at the end, so that checking does not slow down the test. */
    public void verify() {
        List<String> complaints = exchanges().stream()
                .flatMap(exchange -> ContractValidator.SHIPPED.complaints(exchange).stream()
                        .map(complaint -> exchange + ": " + complaint))
                .toList();
        assertThat(complaints).as("violations of the contract").isEmpty();
    }
}
