package io.github.apimreconnect.mockarm.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class LineLogTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final StringWriter printed = new StringWriter();
    private final CountDownLatch printing = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final LineLog log = LineLog.to(new PrintWriter(printed), count -> count + " dropped");

    @Test
    void theEndPrintsWhatWaitsAndThenTheLastLines() throws Exception {
        for (int i = 0; i < 100; i++) {
            int number = i;
            log.print(10, () -> "line " + number);
        }
        assertThat(log.end(List.of("a", "b"), LONG)).isZero();
        assertThat(printed.toString().lines())
                .hasSize(102)
                .startsWith("line 0", "line 1")
                .endsWith("line 99", "a", "b");
    }

    @Test
    void aLineThatCannotBeFormattedIsCountedAndDoesNotEndTheLog() throws Exception {
        log.print(10, () -> {
            throw new IllegalStateException("expected by the test");
        });
        log.print(10, () -> "next");
        assertThat(log.end(List.of("end"), LONG)).isZero();
        assertThat(printed.toString().lines()).containsExactly("1 dropped", "next", "end");
    }

    @Test
    void linesThatDoNotFitAreDroppedCountedAndTheCountIsPrinted() throws Exception {
        block();
        for (int i = 0; i < 10_005; i++) {
            log.print(10, () -> "line");
        }
        blocked.countDown();
        assertThat(log.end(List.of("end"), LONG)).isZero();
        assertThat(printed.toString().lines())
                .startsWith("first", "5 dropped")
                .endsWith("line", "end")
                .hasSize(1 + 10_000 + 1 + 1);
    }

    @Test
    void linesThatHoldTooMuchMemoryAreDroppedAndSmallerOnesAreNot() throws Exception {
        block();
        for (int i = 0; i < 20; i++) {
            log.print(1024 * 1024, () -> "large");
        }
        blocked.countDown();
        assertThat(log.end(List.of(), LONG)).isZero();
        assertThat(printed.toString().lines().filter("large"::equals)).hasSize(16);
        assertThat(printed.toString().lines()).contains("4 dropped");
    }

    @Test
    void theEndDoesNotWaitForABlockedOutput() throws Exception {
        block();
        log.print(10, () -> "line");
        assertThat(log.end(List.of("a", "b"), Duration.ofMillis(50))).isGreaterThanOrEqualTo(3);
        blocked.countDown();
    }

    /** Prints a line that blocks until {@link #blocked} is counted down. */
    private void block() throws InterruptedException {
        log.print(0, () -> {
            printing.countDown();
            try {
                blocked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "first";
        });
        printing.await();
    }
}
