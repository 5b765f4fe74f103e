package io.github.apimreconnect.mockarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No number or size of answers leaves a connection unread. */
@TestInstance(Lifecycle.PER_CLASS)
final class DeafTest {
    private static final int MOST = 2000;
    /** The shortest request that passes HTTP's own checks: answered 404 without a journal entry. */
    private static final String SHORT = "HEAD /_mock/- HTTP/1.1\r\nHost:a\r\n\r\n";

    private static final String JOURNAL = "GET /_mock/journal HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String DELAYED = RawCaller.request("x-mock-scenario: delay:20ms\r\n");

    private final MockArm mock = MockArm.start();

    @BeforeAll
    void aLargeJournal() throws IOException {
        try (Pipeline filling = Pipeline.plain(mock)) {
            filling.sendHere(RawCaller.REQUEST.repeat(500).getBytes(ISO_8859_1));
            assertThat(filling.answers(500)).isEqualTo(500);
        }
    }

    @AfterAll
    void close() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void everyNumberOfRequestsInOnePacketIsAnsweredAndTheNextOnesToo(int odd) throws IOException {
        byte[] requests = SHORT.repeat(MOST).getBytes(ISO_8859_1);
        try (Pipeline connection = Pipeline.plain(mock)) {
            for (int count = 1 + odd; count <= MOST; count += 2) {
                connection.sendHere(java.util.Arrays.copyOf(requests, count * SHORT.length()));
                assertThat(connection.answers(count)).isEqualTo(count);
            }
        }
    }

    @Test
    void aDelayedAnswerAndALargeOneBehindItLeaveTheConnectionListening() throws IOException {
        try (Pipeline connection = Pipeline.plain(mock)) {
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Void> sent = connection.send(DELAYED + JOURNAL);
                assertThat(connection.answers(2)).isEqualTo(2);
                sent.join();
            }
        }
    }
}
