package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.SettingsBuilder;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.github.apimreconnect.mockarm.internal.tls.PendingTls;
import io.github.apimreconnect.mockarm.internal.tls.Tls;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** Connections that arrive while the TLS certificate is still being generated. */
final class TlsWaiterTest {
    private static final Duration PROMPT = Duration.ofSeconds(20);
    private static final String HELLO = "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003";
    private static final String GET = "GET /_mock/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private final PendingTls pending = new PendingTls(() -> Tls.shared(OwnNames.LOOPBACK));

    @Test
    void plainHttpGoesOn() {
        EmbeddedChannel channel = new EmbeddedChannel(new TlsWaiter(pending));
        channel.writeInbound(bytes("POST"));
        channel.writeInbound(bytes(" /"));
        ByteBuf read = channel.readInbound();
        assertThat(read.toString(ISO_8859_1)).isEqualTo("POST /");
        assertThat(channel.pipeline().get(TlsWaiter.class)).isNull();
        read.release();
    }

    /** Netty's own check takes these bytes for an SSL 2.0 record. */
    @Test
    void bytesThatBeginWithALetterAreNeverAHandshake() {
        EmbeddedChannel channel = new EmbeddedChannel(new TlsWaiter(pending));
        channel.writeInbound(bytes("POST\u0002/"));
        ByteBuf read = channel.readInbound();
        assertThat(read).isNotNull();
        read.release();
    }

    @Test
    void aHandshakeWaitsUntilTlsIsMade() {
        AtomicInteger reads = new AtomicInteger();
        EmbeddedChannel channel = new EmbeddedChannel(false, false);
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(counting(reads), new TlsWaiter(pending), readingOn());
        assertThatNoException().isThrownBy(channel::register);
        channel.writeInbound(bytes(HELLO));
        channel.runPendingTasks();
        assertThat(channel.pipeline().get(SslHandler.class)).isNull();
        assertThat(reads).as("nothing is read meanwhile").hasValue(0);
        pending.await();
        settle(channel);
        assertThat(channel.pipeline().get(SslHandler.class)).isNotNull();
        assertThat(reads).hasPositiveValue();
        channel.finishAndReleaseAll();
    }

    private static ChannelHandler counting(AtomicInteger reads) {
        return new ChannelOutboundHandlerAdapter() {
            @Override
            public void read(ChannelHandlerContext context) {
                reads.incrementAndGet();
            }
        };
    }

    /** Reads on as {@code Connection} does. */
    private static ChannelHandler readingOn() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelReadComplete(ChannelHandlerContext context) {
                context.read();
            }
        };
    }

    @Test
    void aHandshakeIsCutWhereTlsCannotBeMade() {
        PendingTls failing = new PendingTls(() -> {
            throw new IllegalStateException("No certificate could be made");
        });
        EmbeddedChannel channel = new EmbeddedChannel(new TlsWaiter(failing));
        channel.writeInbound(bytes(HELLO));
        assertThatIllegalStateException().isThrownBy(failing::await).withMessage("No certificate could be made");
        settle(channel);
        assertThat(channel.isOpen()).isFalse();
        channel.finishAndReleaseAll();
    }

    @Test
    void aMockServesPlainHttpBeforeItsTlsIsMade() throws IOException {
        try (MockArm mock = Parts.mock(ArmServer.open(new SettingsBuilder().build(), pending))) {
            assertThat(RawConnection.plain(mock).exchange(GET.formatted("health"), PROMPT))
                    .startsWith("HTTP/1.1 200 OK");
            assertThat(RawConnection.plain(mock).exchange(GET.formatted("ca.pem"), PROMPT))
                    .startsWith("HTTP/1.1 503 Service Unavailable")
                    .contains("The certificate is still being generated; try again");
        }
    }

    @Test
    void aMockAnswersTheHandshakeThatCameEarly() throws Exception {
        try (MockArm mock = Parts.mock(ArmServer.open(new SettingsBuilder().build(), pending))) {
            CompletableFuture<SSLSession> handshake = CompletableFuture.supplyAsync(() -> handshake(mock));
            pending.await();
            assertThat(handshake.get(PROMPT.toSeconds(), TimeUnit.SECONDS).getProtocol())
                    .isEqualTo("TLSv1.3");
        }
    }

    @Test
    void aMockThatCanHaveNoTlsDoesNotStart() {
        PendingTls failing = new PendingTls(() -> {
            throw new IllegalStateException("No certificate could be made");
        });
        ArmServer mock = ArmServer.open(new SettingsBuilder().build(), failing);
        assertThatIllegalStateException().isThrownBy(mock::withTls);
        assertThat(mock.isClosed()).isTrue();
    }

    private static SSLSession handshake(MockArm mock) {
        try (RawConnection early = RawConnection.plain(mock)
                .secured(Tls.shared(OwnNames.LOOPBACK).trust().context())) {
            return early.handshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for tasks that another thread submits to the channel's event loop. */
    private static void settle(EmbeddedChannel channel) {
        long end = System.nanoTime() + PROMPT.toNanos();
        while (!channel.hasPendingTasks() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        channel.runPendingTasks();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }
}
