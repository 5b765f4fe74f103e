package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.apimreconnect.mockarm.Heard;
import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.RequestFuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.regex.Pattern;

/** Arbitrary bytes on a connection: only complete answers, at most one per request, and none after the last. */
final class ConnectionFuzzTest {
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    /** Input to skip: it gets answers without a body or a length, triggers faults, or changes the mock's state. */
    private static final Pattern OTHERWISE = Pattern.compile("(?i)HEAD|_mock|x-mock|%");

    private static final Pattern VERSION = Pattern.compile("HTTP/");

    private final ArmServer server = RequestFuzzTest.server();

    @FuzzTest
    void bytes(byte[] bytes) {
        String sent = new String(bytes, ISO_8859_1);
        if (OTHERWISE.matcher(sent).find()) {
            return;
        }
        List<Heard.Answer> whole = answers(sent, sent.length());
        assertThat(whole)
                .hasSizeLessThanOrEqualTo((int) VERSION.matcher(sent).results().count() + 1);
        assertThat(whole).extracting(Heard.Answer::status).doesNotContain(500);
        for (int i = 0; i < whole.size() - 1; i++) {
            assertThat(whole.get(i).headers()).doesNotContainEntry("connection", "close");
        }
        // Packet boundaries must not matter.
        assertThat(answers(sent, sent.length() / 2))
                .extracting(Heard.Answer::status)
                .isEqualTo(whole.stream().map(Heard.Answer::status).toList());
    }

    private List<Heard.Answer> answers(String sent, int split) {
        EmbeddedChannel channel = new EmbeddedChannel();
        Connection connection =
                new Connection(channel, server.exchange(), server.connections(), new Deadline(Timeouts.DEFAULT));
        channel.pipeline().addLast(connection.decoder(), connection);
        channel.writeInbound(Unpooled.copiedBuffer(sent.substring(0, split), ISO_8859_1));
        channel.writeInbound(Unpooled.copiedBuffer(sent.substring(split), ISO_8859_1));
        // Only a handler that has thrown closes it.
        assertThat(channel.isOpen()).isTrue();
        StringBuilder heard = new StringBuilder();
        for (ByteBuf out; (out = channel.readOutbound()) != null; out.release()) {
            heard.append(out.toString(ISO_8859_1));
        }
        channel.finishAndReleaseAll();
        return Heard.answers(heard.toString().replace(CONTINUE, ""));
    }
}
