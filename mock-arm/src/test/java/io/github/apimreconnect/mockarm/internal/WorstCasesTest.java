package io.github.apimreconnect.mockarm.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.internal.admin.AdminViews;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.command.RequestLog;
import io.github.apimreconnect.mockarm.internal.connection.Body;
import io.github.apimreconnect.mockarm.internal.connection.HeadCheck;
import io.github.apimreconnect.mockarm.internal.connection.PlannedReply;
import io.github.apimreconnect.mockarm.internal.connection.RequestDecoder;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of the maximum size, made to be slow: at most 50 ms from bytes to answer. */
@TestInstance(Lifecycle.PER_CLASS)
final class WorstCasesTest {
    private static final Duration LIMIT = Duration.ofMillis(50);
    /** Measures this thread's CPU time only, as the machine may be busy. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** The fastest attempt counts: early ones run code that is not compiled yet, and a slow case is slow every time. */
    private static final int ATTEMPTS = 12;

    private static final Duration HOPELESS = Duration.ofSeconds(2);

    private final ArmServer server = RequestFuzzTest.server();

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aRequestHoldsAnEventLoopForMoments(WorstCase one) {
        Duration best = Duration.ofDays(1);
        Duration all = Duration.ZERO;
        for (int i = 0; i < ATTEMPTS && best.compareTo(LIMIT) >= 0 && all.compareTo(HOPELESS) < 0; i++) {
            Duration took = took(one);
            best = took.compareTo(best) < 0 ? took : best;
            all = all.plus(took);
        }
        assertThat(best).as(one.name()).isLessThan(LIMIT);
    }

    static Stream<WorstCase> cases() {
        return WorstCases.all();
    }

    @Test
    void aLineOfTheLogIsMadeInMoments() {
        JournalEntry entry = entry("GET /?" + "key?".repeat(2_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(RequestLog.line(entry)).isNotEmpty();
    }

    private JournalEntry entry(String bytes) {
        answer(bytes.getBytes(ISO_8859_1));
        return server.memory().journal().last();
    }

    private Duration took(WorstCase one) {
        long start = THREADS.getCurrentThreadCpuTime();
        answer(one.bytes());
        return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    }

    private void answer(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder(() -> true));
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        HttpRequest head = channel.readInbound();
        Body body = new Body();
        for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
            HttpContent content = (HttpContent) part;
            body.add(content.content());
            content.release();
        }
        assertThat(head.decoderResult().isSuccess()).isTrue();
        new HeadCheck().refusal(head);
        ArmRequest request =
                ArmRequest.of(Instant.EPOCH, head, body.take(), body.isTooLarge(), "https://localhost:8443");
        PlannedReply planned = server.exchange().answer(request);
        assertThat(planned.reply().status()).isNotEqualTo(500);
        if (!planned.isPage()) {
            assertThat(AdminViews.entry(server.memory().journal().last())).isNotEmpty();
        }
        channel.finishAndReleaseAll();
    }
}
