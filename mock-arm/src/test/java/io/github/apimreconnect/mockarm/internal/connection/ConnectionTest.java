package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.Requests;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection, one event-loop turn at a time. */
@SuppressWarnings("FutureReturnValueIgnored") // of writes; the test counts them
@ExtendWith(MockArmExtension.class)
final class ConnectionTest {
    private int written;

    @Test
    void afterAPageOtherConnectionsGoFirst(MockArm mock) {
        EmbeddedChannel channel = channel(mock);
        String page = "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        channel.pipeline().fireChannelRead(Unpooled.copiedBuffer(page.repeat(3), ISO_8859_1));
        assertThat(written).as("in its own turn").isEqualTo(1);
        for (int turn = 0; turn < 1_000_000 && written < 3; turn++) {
            channel.runPendingTasks();
        }
        assertThat(written).as("later").isEqualTo(3);
        channel.finishAndReleaseAll();
    }

    @Test
    void reconnectsGoOneAfterAnother(MockArm mock) {
        EmbeddedChannel channel = channel(mock);
        channel.pipeline().fireChannelRead(Unpooled.copiedBuffer(Requests.RAW.repeat(3), ISO_8859_1));
        assertThat(written).isEqualTo(3);
        channel.finishAndReleaseAll();
    }

    private EmbeddedChannel channel(MockArm mock) {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                written++;
                context.write(message, promise);
            }
        });
        Deadline deadline = new Deadline(Parts.of(mock).connections().timeouts());
        Connection connection = new Connection(
                channel, Parts.of(mock).exchange(), Parts.of(mock).connections(), deadline);
        channel.pipeline().addLast(deadline, connection.decoder(), connection);
        return channel;
    }
}
