package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.internal.HostileRequest;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;

final class RequestDecoderTest {
    private static final String FIXED = HostileRequest.LINE + HostileRequest.HOST + "Content-Length: 6\r\n\r\n {\n } ";
    private static final String CHUNKS =
            HostileRequest.LINE + HostileRequest.HOST + HostileRequest.CHUNKED + "\r\n2;a\r\n{}\r\n0\r\nx: y\r\n\r\n";
    private static final String FOLDED = HostileRequest.LINE + HostileRequest.HOST + "x: y\r\n z\r\n\r\n";

    @Test
    void itDoesNotMatterWherePacketsPart() {
        String requests = FIXED + CHUNKS;
        String whole = read(requests, requests.length());
        assertThat(whole).contains(" {\n } ", "{}").doesNotContain("refused");
        for (int split = 1; split < requests.length(); split++) {
            assertThat(read(requests, split)).as("split at %d", split).isEqualTo(whole);
        }
    }

    @Test
    void aFoldedLineIsSeenWhereverPacketsPart() {
        for (int split = 1; split <= FOLDED.length(); split++) {
            assertThat(read(FIXED + FOLDED, FIXED.length() + split))
                    .as("split at %d", split)
                    .endsWith("refused");
        }
    }

    @Test
    void whiteSpaceBeforeARequestIsSeenWhereverPacketsPart() {
        String afterEmptyLines = "\r\n\r\n " + FIXED;
        for (int split = 1; split <= afterEmptyLines.length(); split++) {
            assertThat(read(afterEmptyLines, split)).as("split at %d", split).startsWith("refused");
        }
    }

    @Test
    void emptyLinesBeforeARequestAreSkippedWhereverPacketsPart() {
        String whole = read(FIXED, FIXED.length());
        for (int split = 1; split <= 4 + FIXED.length(); split++) {
            assertThat(read("\r\n\r\n" + FIXED, split)).as("split at %d", split).isEqualTo(whole);
        }
    }

    /** Decodes bytes that arrive in two packets. */
    private static String read(String bytes, int split) {
        EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder(() -> true));
        channel.writeInbound(Unpooled.copiedBuffer(bytes.substring(0, split), ISO_8859_1));
        channel.writeInbound(Unpooled.copiedBuffer(bytes.substring(split), ISO_8859_1));
        StringBuilder read = new StringBuilder();
        for (HttpObject part; (part = channel.readInbound()) != null; ReferenceCountUtil.release(part)) {
            if (part.decoderResult().isFailure()) {
                read.append("refused");
            } else if (part instanceof HttpRequest request) {
                read.append(request.method())
                        .append(request.uri())
                        .append(request.headers().entries());
            }
            if (part instanceof HttpContent content) {
                read.append(new String(ByteBufUtil.getBytes(content.content()), ISO_8859_1));
            }
        }
        channel.finishAndReleaseAll();
        return read.toString();
    }
}
