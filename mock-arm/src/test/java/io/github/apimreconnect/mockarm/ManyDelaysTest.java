package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
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
            // Event loops of an earlier test may still be shutting down.
            assertThat(threads()).isLessThanOrEqualTo(2L * Runtime.getRuntime().availableProcessors());
            assertThat(new Caller(mock).send().statusCode())
                    .as("who does not wait is served")
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
                for (int i = 0; i < 2000 && entry.outcome() == JournalEntry.Outcome.PENDING; i++) {
                    LockSupport.parkNanos(5_000_000);
                }
                assertThat(entry.outcome()).isEqualTo(JournalEntry.Outcome.ABANDONED);
            }
        } finally {
            for (RawConnection caller : callers) {
                caller.close();
            }
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("mock-arm-\\d+-\\d+"))
                .count();
    }
}
