package io.github.apimreconnect.mockarm.internal.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.internal.journal.Entries;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that stop sending while a page is made in several steps. */
@TestInstance(Lifecycle.PER_CLASS)
final class HalfClosedTest {
    /** More than are counted in two steps. */
    private static final int ENTRIES = 25_000;

    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final MockArm mock = MockArm.builder().journal(ENTRIES).start();

    @BeforeAll
    void fill() {
        for (int i = 1; i <= ENTRIES; i++) {
            Parts.of(mock)
                    .memory()
                    .journal()
                    .write(Entries.accepted(i == ENTRIES ? "latest" : "other", new byte[0], i), Entries.REPLY);
        }
    }

    @AfterAll
    void close() {
        mock.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/count?backend=other, '{\"count\":24999}'",
        "/count?backend=latest&await=1&timeout=60s, '{\"count\":1}'",
        "?backend=latest&await=1&timeout=60s, '{\"count\":25000,'",
    })
    void theyGetThePageIfItWaitsForNothing(String page, String content) {
        EmbeddedChannel channel = requested(page);
        assertThat(written(channel)).as("in one step").isEmpty();
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(runToTheEnd(channel)).startsWith("HTTP/1.1 200").contains(content);
        assertNothingHeld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/count?backend=none&await=1&timeout=60s", "?backend=latest&await=2&timeout=60s"})
    void theyAreForgottenOnceThePageWaitsForMoreRequests(String page) {
        EmbeddedChannel channel = requested(page);
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(runToTheEnd(channel)).isEmpty();
        assertNothingHeld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/count?backend=other", "/count?backend=none&await=1&timeout=60s"})
    void onesThatAreGoneLeaveNothing(String page) {
        EmbeddedChannel channel = requested(page);
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(channel.close().isSuccess()).isTrue();
        assertThat(runToTheEnd(channel)).isEmpty();
        assertNothingHeld();
    }

    @Test
    void theyGetThePageOverASocket() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send("GET /_mock/journal/count?backend=other" + HEAD).endInput();
            assertThat(raw.hear().text()).startsWith("HTTP/1.1 200").endsWith("{\"count\":24999}");
        }
    }

    @Test
    void theyGetTheAnswersAfterThePage() throws IOException {
        try (RawConnection raw = RawConnection.plain(mock)) {
            raw.send(("GET /_mock/journal/count?backend=other" + HEAD).repeat(3))
                    .endInput();
            assertThat(raw.answersToTheEnd()).isEqualTo(3);
        }
    }

    private EmbeddedChannel requested(String page) {
        EmbeddedChannel channel = new EmbeddedChannel();
        Connections connections = Parts.of(mock).connections();
        Deadline deadline = new Deadline(connections.timeouts());
        Connection connection = new Connection(channel, Parts.of(mock).exchange(), connections, deadline);
        channel.pipeline().addLast(deadline, connection.decoder(), connection);
        channel.pipeline().fireChannelRead(Unpooled.copiedBuffer("GET /_mock/journal" + page + HEAD, ISO_8859_1));
        return channel;
    }

    /** Runs until the mock has closed the channel, and returns what was written. */
    private static String runToTheEnd(EmbeddedChannel channel) {
        for (int turn = 0; turn < 1_000_000 && channel.isOpen(); turn++) {
            channel.runPendingTasks();
        }
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        return written(channel);
    }

    private static String written(EmbeddedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out; (out = channel.readOutbound()) != null; out.release()) {
            text.append(out.toString(ISO_8859_1));
        }
        return text.toString();
    }

    private void assertNothingHeld() {
        assertThat(Parts.of(mock).connections().inFlight().count()).isZero();
        assertThat(Parts.of(mock).memory().journal().arrivals().count()).isZero();
    }
}
