package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.LargeAnswer;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.Requests;
import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.RequestFuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No number or size of answers makes a connection stop reading. */
@TestInstance(Lifecycle.PER_CLASS)
final class DeafTest {
    private static final int MOST = 2000;
    /** Fast to answer, and not journaled. */
    private static final String SHORT = "DELETE /_mock/tokens HTTP/1.1\r\nHost:localhost\r\n\r\n";

    /** Not an admin page: those answer in a task, which an embedded channel would run within a flush. */
    private static final String REFUSED = "GET / HTTP/1.1\r\nHost:localhost\r\n\r\n";

    private static final String JOURNAL = "GET /_mock/journal HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String LARGE = LargeAnswer.request("");
    private static final String DELAYED = Requests.raw("x-mock-scenario: delay:20ms\r\n");

    @TempDir
    private static Path folder;

    private MockArm mock;

    @BeforeAll
    void start() throws IOException {
        mock = LargeAnswer.addTo(MockArm.builder(), folder, 400_000).start();
        try (RawConnection filling = RawConnection.plain(mock)) {
            filling.send(Requests.RAW.repeat(500));
            assertThat(filling.answers(500)).isEqualTo(500);
        }
    }

    @AfterAll
    void close() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyNumberOfRequestsInOnePacketIsAnsweredAndTheConnectionReadsOn(int first) {
        EmbeddedChannel channel = new EmbeddedChannel(false, false);
        AtomicInteger reads = new AtomicInteger();
        // With leak tracking, two million buffers would take minutes.
        channel.config().setAllocator(new UnpooledByteBufAllocator(false, true)).setAutoRead(false);
        ArmServer server = RequestFuzzTest.server();
        Connection connection =
                new Connection(channel, server.exchange(), server.connections(), new Deadline(Timeouts.DEFAULT));
        channel.pipeline().addLast(counting(reads), connection.decoder(), connection);
        register(channel);
        byte[] requests = REFUSED.repeat(MOST).getBytes(ISO_8859_1);
        for (int count = first; count <= MOST; count += 2) {
            reads.set(0);
            channel.writeInbound(Unpooled.wrappedBuffer(requests, 0, count * REFUSED.length()));
            channel.runPendingTasks();
            assertThat(answers(channel)).isEqualTo(count);
            assertThat(reads).as("reads on after %d", count).hasPositiveValue();
        }
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyRequestsInOnePacketAreAnsweredOverASocketAndTheNextOnesToo(boolean tls) throws IOException {
        try (RawConnection connection = tls ? RawConnection.tls(mock) : RawConnection.plain(mock)) {
            for (int count = MOST; count > 0; count -= 1 + count / 10) {
                connection.send(SHORT.repeat(count));
                assertThat(connection.answers(count)).isEqualTo(count);
            }
        }
    }

    private static ChannelHandler counting(AtomicInteger reads) {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void read(ChannelHandlerContext context) {
                reads.incrementAndGet();
            }
        };
    }

    private static void register(EmbeddedChannel channel) {
        try {
            channel.register();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static int answers(EmbeddedChannel channel) {
        int answers = 0;
        for (ByteBuf out; (out = channel.readOutbound()) != null; out.release()) {
            answers += out.isReadable() ? 1 : 0;
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDelayedAnswerAndALargeOneAfterItLeaveTheConnectionListening(boolean tls) throws IOException {
        try (RawConnection connection = tls ? RawConnection.tls(mock) : RawConnection.plain(mock)) {
            for (String large : List.of(LARGE, JOURNAL, LARGE, JOURNAL)) {
                connection.send(DELAYED + large);
                assertThat(connection.answers(2)).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestsThatComeWhileTheMockCannotWriteAreAnswered(boolean tls) throws IOException {
        try (RawConnection connection = tls ? RawConnection.tls(mock) : RawConnection.plain(mock)) {
            CompletableFuture<Void> sent = connection.sendInBackground((LARGE + SHORT.repeat(50)).repeat(40));
            assertThat(connection.answers(51 * 40)).isEqualTo(51 * 40);
            sent.join();
        }
    }

    /** Repeated, because the transport must run out of buffer space at the right moment. */
    @RepeatedTest(10)
    void aPeerThatEndsItsSideGetsEveryAnswer() throws IOException {
        try (RawConnection connection = RawConnection.plain(mock)) {
            connection.send((LARGE + SHORT).repeat(100)).endInput();
            assertThat(connection.answersToTheEnd()).isEqualTo(200);
        }
    }

    @Test
    void aPeerThatEndsItsSideOfTlsGetsTheAnswerToOneRequest() throws IOException {
        try (RawConnection connection = RawConnection.tls(mock)) {
            connection.send(SHORT).endInput();
            assertThat(connection.answersToTheEnd()).isOne();
        }
    }

    @Test
    void aPeerThatEndsItsSideWithHalfARequestGetsTheAnswersBeforeIt() throws IOException {
        try (RawConnection connection = RawConnection.plain(mock)) {
            connection.send(SHORT.repeat(MOST) + "POST / HT").endInput();
            assertThat(connection.answersToTheEnd()).isEqualTo(MOST);
        }
    }

    @Test
    void thousandsOfFaultsInARowAreAnswered() throws IOException {
        try (RawConnection connection = RawConnection.plain(mock)) {
            CompletableFuture<Void> sent = connection.sendInBackground(DELAYED
                    + Requests.raw("x-mock-scenario: bad-gateway-html\r\n").repeat(4_000));
            assertThat(connection.answers(4_001)).isEqualTo(4_001);
            sent.join();
        }
    }

    @Test
    void littleIsReadAfterAnAnswerThatDoesNotCome() throws IOException {
        try (SocketChannel caller = SocketChannel.open()) {
            caller.setOption(StandardSocketOptions.SO_SNDBUF, 64 * 1024)
                    .connect(Parts.of(mock).address());
            caller.write(ByteBuffer.wrap(
                    Requests.raw("x-mock-scenario: no-answer\r\n").getBytes(ISO_8859_1)));
            caller.configureBlocking(false);
            try (Selector selector = Selector.open()) {
                caller.register(selector, SelectionKey.OP_WRITE);
                long sent = 0;
                while (sent < 16 * 1024 * 1024 && selector.select(500) > 0) {
                    selector.selectedKeys().clear();
                    sent += caller.write(ByteBuffer.wrap(SHORT.repeat(1000).getBytes(ISO_8859_1)));
                }
                // The kernel's buffers on both sides, plus the mock's own.
                assertThat(sent).isLessThan(1024 * 1024);
            }
        }
    }
}
