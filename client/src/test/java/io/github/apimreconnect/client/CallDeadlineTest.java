package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class CallDeadlineTest {
    private final VirtualTimer timer = new VirtualTimer();
    private final CallDeadline deadline = new CallDeadline(Duration.ofSeconds(10), timer);
    private final AtomicBoolean passed = new AtomicBoolean();

    CallDeadlineTest() {
        deadline.passed().subscribe(never -> {}, e -> {}, () -> passed.set(true));
    }

    @Test
    void itStandsStillUntilItRuns() {
        timer.advance(Duration.ofHours(1));
        assertThat(passed).isFalse();
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(10));
        assertThat(timer.pending()).isZero();
    }

    @Test
    void itPassesWhenItsTimeIsUp() {
        deadline.run();
        timer.advance(Duration.ofMillis(9_999));
        assertThat(passed).isFalse();
        assertThat(deadline.left()).isEqualTo(Duration.ofMillis(1));
        timer.advance(Duration.ofMillis(1));
        assertThat(passed).isTrue();
    }

    @Test
    void itDoesNotPassWhilePaused() {
        deadline.run();
        timer.advance(Duration.ofSeconds(4));
        deadline.pause();
        timer.advance(Duration.ofHours(1));
        assertThat(passed).isFalse();
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void theTimesBetweenPausesAddUp() {
        for (int i = 0; i < 3; i++) {
            deadline.run();
            timer.advance(Duration.ofSeconds(3));
            deadline.pause();
            timer.advance(Duration.ofMinutes(1));
        }
        deadline.run();
        timer.advance(Duration.ofMillis(999));
        assertThat(passed).isFalse();
        timer.advance(Duration.ofMillis(1));
        assertThat(passed).isTrue();
    }

    @Test
    void runningTwiceIsRunningOnce() {
        deadline.run();
        timer.advance(Duration.ofSeconds(4));
        deadline.run();
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(6));
        assertThat(timer.pending()).isEqualTo(1);
    }

    @Test
    void pausingTwiceIsPausingOnce() {
        deadline.run();
        timer.advance(Duration.ofSeconds(4));
        deadline.pause();
        timer.advance(Duration.ofSeconds(4));
        deadline.pause();
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(6));
        assertThat(timer.pending()).isZero();
    }

    @Test
    void spentTimeIsTakenOff() {
        deadline.spend(Duration.ofSeconds(9));
        deadline.run();
        timer.advance(Duration.ofMillis(999));
        assertThat(passed).isFalse();
        timer.advance(Duration.ofMillis(1));
        assertThat(passed).isTrue();
    }

    @Test
    void withNothingLeftItPassesAsSoonAsItRuns() {
        deadline.spend(Duration.ofSeconds(11));
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(-1));
        deadline.run();
        timer.advance(Duration.ZERO);
        assertThat(passed).isTrue();
    }
}
