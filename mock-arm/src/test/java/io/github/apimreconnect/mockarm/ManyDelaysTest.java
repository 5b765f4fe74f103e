package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands of delayed answers, which use timers rather than threads. */
final class ManyDelaysTest {
    @Test
    void thousandsOfDelayedAnswersCostNoThread() throws Exception {
        String pending = Requests.raw("x-mock-scenario: delay:1m\r\n");
        List<RawConnection> callers = new ArrayList<>();
        try (MockArm mock = MockArm.builder().drainTimeout(Duration.ZERO).start()) {
            new Caller(mock).send();
            for (int i = 0; i < 3_000; i++) {
                callers.add(RawConnection.plain(mock).send(pending));
            }
            mock.journal().await(3_001, Duration.ofSeconds(60));
            assertThat(Parts.loopThreads()).isBetween(1, Parts.MOST_LOOPS);
            assertThat(new Caller(mock).send().statusCode())
                    .as("a request without a delay is served")
                    .isEqualTo(202);
        } finally {
            for (RawConnection caller : callers) {
                caller.close();
            }
        }
    }

    @Test
    void closingWithAThousandDelayedAnswersTakesNoMoreThanASecond() throws Exception {
        String pending = Requests.raw("x-mock-scenario: delay:1m\r\n");
        List<RawConnection> callers = new ArrayList<>();
        MockArm mock = MockArm.builder().drainTimeout(Duration.ofMillis(200)).start();
        try {
            for (int i = 0; i < 1_000; i++) {
                callers.add(RawConnection.plain(mock).send(pending));
            }
            List<JournalEntry> entries = mock.journal().await(1_000, Duration.ofSeconds(60));
            long began = System.nanoTime();
            mock.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
            // The journal gets the outcome shortly after the connections are closed.
            for (JournalEntry entry : entries) {
                Waiting.until(() -> entry.outcome() != JournalEntry.Outcome.PENDING);
                assertThat(entry.outcome()).isEqualTo(JournalEntry.Outcome.ABANDONED);
            }
        } finally {
            for (RawConnection caller : callers) {
                caller.close();
            }
        }
    }
}
