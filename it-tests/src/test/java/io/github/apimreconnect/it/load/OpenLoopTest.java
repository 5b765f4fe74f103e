package io.github.apimreconnect.it.load;

import static io.github.apimreconnect.it.load.Measured.percentile;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The load driver, with a service that answers one call at a time and immediately, but stalls for a second on one in a
 * thousand.
 */
final class OpenLoopTest {
    private static final Schedule SCHEDULE = new Schedule(500, 1_000);
    private static final int STALLED = 250;
    private static final Duration STALL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Scheduler service = Schedulers.newSingle("service");
    private final AtomicInteger served = new AtomicInteger();

    @AfterEach
    void close() {
        service.dispose();
    }

    @Test
    void aStallOfTheServiceShowsInTheTimesOfAllCallsDueMeanwhile() throws Exception {
        Measured open = OpenLoop.run(SCHEDULE, i -> call(), LIMIT);
        assertThat(open.failures()).isEmpty();
        assertThat(open.fromDue().getTotalCount()).isEqualTo(SCHEDULE.calls());
        assertThat(percentile(open.fromDue(), 99))
                .isBetween(STALL.multipliedBy(9).dividedBy(10), STALL.multipliedBy(5));
        assertThat(percentile(open.fromDue(), 70)).isGreaterThan(STALL.dividedBy(10));
    }

    @Test
    void aLoopThatWaitsForAnswersWouldHideThatStall() {
        Measured closed = new Measured();
        for (int i = 0; i < SCHEDULE.calls(); i++) {
            long sent = System.nanoTime();
            call().block(LIMIT);
            closed.ended(sent, sent, System.nanoTime());
        }
        assertThat(percentile(closed.fromDue(), 100)).isGreaterThanOrEqualTo(STALL);
        assertThat(percentile(closed.fromDue(), 99)).isLessThan(STALL.dividedBy(2));
    }

    @Test
    void aStallOfTheSenderCountsToo() throws Exception {
        Measured open = OpenLoop.run(
                SCHEDULE,
                i -> {
                    if (i == STALLED) {
                        stall();
                    }
                    return Mono.empty();
                },
                LIMIT);
        assertThat(percentile(open.fromDue(), 99))
                .isGreaterThan(STALL.multipliedBy(9).dividedBy(10));
        assertThat(percentile(open.late(), 99))
                .isGreaterThan(STALL.multipliedBy(9).dividedBy(10));
        assertThat(percentile(open.fromSent(), 99)).isLessThan(STALL.dividedBy(2));
    }

    @Test
    void aCallThatNeverEndsIsAFailure() throws Exception {
        Measured open = OpenLoop.run(new Schedule(1_000, 3), i -> i == 1 ? Mono.never() : Mono.empty(), STALL);
        assertThat(open.failures())
                .singleElement()
                .satisfies(e -> assertThat(e).hasMessage("1 calls had not ended after PT1S"));
    }

    @Test
    void aBoundMovesWithTheLatenessOfTheSender() {
        Measured measured = new Measured();
        measured.ended(0, 0, STALL.toNanos());
        assertThat(measured.bound(STALL)).isBetween(STALL, STALL.plusMillis(1));
        measured.ended(0, STALL.toNanos(), STALL.toNanos());
        assertThat(measured.bound(STALL)).isGreaterThan(STALL.multipliedBy(10));
    }

    @Test
    void aBoundMovesWhereOthersTakeMostOfTheMachine() {
        Measured measured = new Measured();
        measured.others(0.4);
        assertThat(measured.bound(STALL)).isEqualTo(STALL);
        measured.others(0.6);
        assertThat(measured.bound(STALL)).isEqualTo(STALL.multipliedBy(10));
    }

    @Test
    void theLastOfAMillionCallsIsDueToTheNanosecond() {
        assertThat(new Schedule(3, 3_000_001).dueAt(3_000_000)).isEqualTo(TimeUnit.SECONDS.toNanos(1_000_000));
    }

    private Mono<Object> call() {
        return Mono.fromRunnable(() -> {
                    if (served.getAndIncrement() == STALLED) {
                        stall();
                    }
                })
                .subscribeOn(service);
    }

    private static void stall() {
        long end = System.nanoTime() + STALL.toNanos();
        for (long left = STALL.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
