package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelPipelineConfigurer;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;

/** Hears every exchange on the wire; {@link #verify} has them judged by the contract. */
final class Tap implements ChannelPipelineConfigurer {
    /** Entra ID's part of the mock, and the mock's own: the document does not speak of them. */
    private static final Pattern OUTSIDE_THE_DOCUMENT =
            Pattern.compile("/[^/]+/(oauth2/v2\\.0/token|discovery/v2\\.0/keys|v2\\.0/\\.well-known/[^/]+)|/_mock/.*");

    private final List<Exchange> exchanges = new ArrayList<>();
    private int skipped;

    @Override
    public void onChannelInit(ConnectionObserver observer, Channel channel, @Nullable SocketAddress remote) {
        channel.pipeline().addBefore(NettyPipeline.HttpCodec, "tap", new TapHandler(this::heard));
    }

    private synchronized void heard(Exchange exchange) {
        if (OUTSIDE_THE_DOCUMENT.matcher(exchange.path()).matches()) {
            skipped++;
        } else {
            exchanges.add(exchange);
        }
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
    void verify() {
        List<String> complaints = exchanges().stream()
                .flatMap(exchange ->
                        Judge.SHIPPED.complaints(exchange).stream().map(complaint -> exchange + ": " + complaint))
                .toList();
        assertThat(complaints).as("what breaks the contract on the wire").isEmpty();
    }
}
