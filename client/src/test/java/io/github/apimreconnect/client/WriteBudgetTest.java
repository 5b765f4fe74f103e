package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model of a bucket against a bucket, in virtual time; what is random has a seed. */
final class WriteBudgetTest {
    private static final long SECOND = BudgetSimulation.SECOND;
    private static final long SEED = 20_261_122;
    private static final double JITTER = 0.05;

    /** Rounds of 64 requests in flight at the start, and the writes kept back at the end. */
    private static final double START_AND_END = 1;

    private static final ReferenceBucket PUBLISHED = new ReferenceBucket(200, 10);

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 201, 600, 3000})
    void anEqualBucketIsUsedUpWithoutA429(int writes) {
        for (long seed = SEED; seed < SEED + 5; seed++) {
            BudgetSimulation run = new BudgetSimulation(new WriteBudget(200, 10, 0), new ReferenceBucket(200, 10), seed)
                    .latency(JITTER, JITTER)
                    .send(writes);
            assertThat(run.accepted).as("seed %s", seed).isEqualTo(writes);
            assertThat(run.throttled).as("429s, seed %s", seed).isZero();
            assertThat(run.seconds)
                    .as("seconds, seed %s", seed)
                    .isLessThanOrEqualTo(1.05 * PUBLISHED.leastSeconds(writes) + START_AND_END);
        }
    }

    @Test
    void anEqualBucketOfAnySizeIsUsedUpWithoutA429() {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            int capacity = 10 + random.nextInt(290);
            double refill = 0.5 + random.nextDouble() * Math.min(100, capacity);
            int writes = 1 + random.nextInt(3 * capacity);
            long seed = random.nextLong();
            String parameters = "capacity " + capacity + ", refill " + refill + ", writes " + writes + ", seed " + seed;
            ReferenceBucket real = new ReferenceBucket(capacity, refill);
            BudgetSimulation run = new BudgetSimulation(new WriteBudget(capacity, refill, 0), real, seed)
                    .latency(JITTER, JITTER)
                    .send(writes);
            assertThat(run.accepted).as(parameters).isEqualTo(writes);
            assertThat(run.throttled).as("429s, " + parameters).isZero();
            assertThat(run.seconds)
                    .as("seconds, " + parameters)
                    .isLessThanOrEqualTo(1.05 * real.leastSeconds(writes) + START_AND_END + 2 / refill);
        }
    }

    @Test
    void aBucketHalfAsLargeAsBelievedLosesNothingAndHardlyThrottles() {
        for (long seed = SEED; seed < SEED + 10; seed++) {
            ReferenceBucket real = new ReferenceBucket(100, 5);
            BudgetSimulation run = new BudgetSimulation(new WriteBudget(200, 10, 0), real, seed)
                    .latency(JITTER, JITTER)
                    .send(600);
            assertThat(run.accepted).as("seed %s", seed).isEqualTo(600);
            assertThat(run.throttled).as("429s, seed %s", seed).isLessThanOrEqualTo(30);
            assertThat(run.seconds).as("seconds, seed %s", seed).isLessThanOrEqualTo(1.2 * real.leastSeconds(600));
        }
    }

    @Test
    void anotherClientThatTakesAThirdLosesNothingAndHardlyThrottles() {
        for (long seed = SEED; seed < SEED + 10; seed++) {
            BudgetSimulation run = new BudgetSimulation(new WriteBudget(200, 10, 0), new ReferenceBucket(200, 10), seed)
                    .latency(JITTER, JITTER)
                    .otherClientEvery(0.3)
                    .send(600);
            double least = (600 - 200) / (10 * 2 / 3.0);
            assertThat(run.accepted).as("seed %s", seed).isEqualTo(600);
            assertThat(run.throttled).as("429s, seed %s", seed).isLessThanOrEqualTo(30);
            assertThat(run.seconds).as("seconds, seed %s", seed).isLessThanOrEqualTo(1.2 * least);
        }
    }

    @Test
    void aShareOfHalfNeverTakesMoreThanHalfTheBucketInAnyWindow() {
        FleetOptions options = new FleetOptions().setBudgetShare(0.5);
        for (long seed = SEED; seed < SEED + 5; seed++) {
            List<Long> taken = new BudgetSimulation(
                            new WriteBudget(options.usableCapacity(), options.usableRefillPerSecond(), 0),
                            new ReferenceBucket(200, 10),
                            seed)
                    .latency(JITTER, JITTER)
                    .send(500)
                    .takenAt;
            for (int from = 0; from < taken.size(); from++) {
                for (int to = from; to < taken.size(); to++) {
                    double allowed = 100 + 5.0 * (taken.get(to) - taken.get(from)) / SECOND;
                    assertThat(to - from + 1.0)
                            .as("writes %s to %s, seed %s", from, to, seed)
                            .isLessThanOrEqualTo(allowed + 1e-6);
                }
            }
        }
    }

    @Test
    void answersThatOvertakeEachOtherDoNotMisleadIt() {
        for (long seed = SEED; seed < SEED + 10; seed++) {
            double slowest = 2;
            BudgetSimulation run = new BudgetSimulation(new WriteBudget(200, 10, 0), new ReferenceBucket(200, 10), seed)
                    .latency(JITTER, slowest)
                    .send(600);
            assertThat(run.accepted).as("seed %s", seed).isEqualTo(600);
            assertThat(run.throttled).as("429s, seed %s", seed).isZero();
            // News is as old as its answer: what has flowed in meanwhile is found out later.
            assertThat(run.seconds)
                    .as("seconds, seed %s", seed)
                    .isLessThanOrEqualTo(1.05 * PUBLISHED.leastSeconds(600) + START_AND_END + 2 * slowest);
        }
    }

    @Test
    void requestsThatOvertakeEachOtherBySecondsLoseNothing() {
        for (long seed = SEED; seed < SEED + 10; seed++) {
            BudgetSimulation run = new BudgetSimulation(new WriteBudget(200, 10, 0), new ReferenceBucket(200, 10), seed)
                    .latency(1, 1)
                    .send(600);
            assertThat(run.accepted).as("seed %s", seed).isEqualTo(600);
            assertThat(run.throttled).as("429s, seed %s", seed).isLessThanOrEqualTo(30);
            assertThat(run.seconds).as("seconds, seed %s", seed).isLessThanOrEqualTo(1.2 * PUBLISHED.leastSeconds(600));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 10", "5, 10", "1, 0.5", "2, 1", "5, 0.1"})
    void aSmallBucketIsUsedUpWithoutA429(int capacity, double refill) {
        ReferenceBucket real = new ReferenceBucket(capacity, refill);
        BudgetSimulation run = new BudgetSimulation(new WriteBudget(capacity, refill, 0), real, SEED).send(60);
        assertThat(run.accepted).isEqualTo(60);
        assertThat(run.throttled).isZero();
        assertThat(run.seconds).isLessThanOrEqualTo(1.05 * real.leastSeconds(60) + START_AND_END);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aSmallBucketLosesNothingWhenRequestsOvertakeEachOther(int capacity) {
        for (long seed = SEED; seed < SEED + 10; seed++) {
            BudgetSimulation run = new BudgetSimulation(
                            new WriteBudget(capacity, 2, 0), new ReferenceBucket(capacity, 2), seed)
                    .latency(JITTER, JITTER)
                    .send(60);
            assertThat(run.accepted).as("seed %s", seed).isEqualTo(60);
        }
    }

    @Test
    void responsesWithoutTheHeaderLeaveTheConfiguredBucket() {
        BudgetSimulation run = new BudgetSimulation(new WriteBudget(200, 10, 0), new ReferenceBucket(200, 10), SEED)
                .latency(JITTER, JITTER)
                .withoutHeaders()
                .send(600);
        assertThat(run.accepted).isEqualTo(600);
        assertThat(run.throttled).isZero();
        assertThat(run.seconds).isLessThanOrEqualTo(1.05 * PUBLISHED.leastSeconds(600) + START_AND_END);
    }

    @Test
    void aSmallerBucketIsFoundOutWithoutTheHeader() {
        BudgetSimulation run = new BudgetSimulation(new WriteBudget(200, 10, 0), new ReferenceBucket(100, 5), SEED)
                .latency(JITTER, JITTER)
                .withoutHeaders()
                .send(300);
        assertThat(run.accepted).isEqualTo(300);
    }

    @Test
    void beforeTheFirstResponseOnlyTheRefillOfASecondIsSent() {
        WriteBudget budget = new WriteBudget(200, 10, 0);
        assertThat(takeAll(budget, 0)).isEqualTo(10);
        assertThat(budget.availableAt(SECOND)).isEqualTo(Long.MAX_VALUE);
        budget.ended(1, 199, SECOND);
        assertThat(takeAll(budget, SECOND)).isGreaterThan(150);
    }

    @Test
    void beforeTheFirstResponseOneIsSentHoweverSlowTheRefill() {
        assertThat(takeAll(new WriteBudget(200, 0.001, 0), 0)).isEqualTo(1);
    }

    @Test
    void theFirstFailureWithoutAResponseEndsTheWaitForOne() {
        WriteBudget budget = new WriteBudget(200, 10, 0);
        takeAll(budget, 0);
        budget.ended(0);
        assertThat(budget.availableAt(0)).isZero();
    }

    @Test
    void retryAfterPausesAndOneWriteIsSentThen() {
        WriteBudget budget = heard();
        throttle(budget, 17 * SECOND);
        assertThat(budget.availableAt(0)).isEqualTo(17 * SECOND);
        assertThat(budget.availableAt(16 * SECOND)).isEqualTo(17 * SECOND);
        assertThat(takeAll(budget, 17 * SECOND)).isEqualTo(1);
    }

    @Test
    void aShorterRetryAfterDoesNotShortenThePause() {
        WriteBudget budget = heard();
        throttle(budget, 17 * SECOND);
        throttle(budget, SECOND);
        assertThat(budget.availableAt(0)).isEqualTo(17 * SECOND);
    }

    @Test
    void aPauseLongerThanTheClockCanTellIsAPause() {
        WriteBudget budget = heard();
        budget.take(SECOND);
        budget.ended(SECOND);
        budget.throttled(Long.MAX_VALUE - 1, SECOND);
        assertThat(budget.availableAt(SECOND)).isGreaterThan(1_000_000 * SECOND);
        assertThat(budget.fullAt(SECOND)).isGreaterThan(1_000_000 * SECOND);
    }

    @Test
    void aFullBucketThatTheServiceReportsIsNotBelievedBeyondTheConfiguredOne() {
        WriteBudget budget = heard();
        int taken = takeAll(budget, 0);
        for (int i = 1; i <= taken; i++) {
            budget.ended(i + 1, 2999, 0);
        }
        assertThat(budget.availableAt(0)).isGreaterThan(0);
    }

    @Test
    void anEmptyBucketThatTheServiceReportsIsBelieved() {
        WriteBudget budget = heard();
        budget.ended(budget.take(0), 0, 0);
        assertThat(budget.availableAt(0)).isBetween(SECOND / 10, SECOND / 2);
    }

    @Test
    void itIsFullAgainWhenAllThatWasTakenHasFlowedIn() {
        WriteBudget budget = heard();
        for (int i = 0; i < 29; i++) {
            budget.take(0);
            budget.ended(0);
        }
        assertThat(budget.fullAt(0)).isEqualTo(3 * SECOND);
        assertThat(budget.fullAt(SECOND)).isEqualTo(3 * SECOND);
        assertThat(budget.fullAt(4 * SECOND)).isEqualTo(4 * SECOND);
    }

    @Test
    void itIsNotFullBeforeItsPauseIsOver() {
        WriteBudget budget = heard();
        throttle(budget, 1000 * SECOND);
        assertThat(budget.fullAt(0)).isGreaterThanOrEqualTo(1000 * SECOND);
    }

    @Test
    void aClockThatStartsBelowZeroMakesNoDifference() {
        long start = -500 * SECOND;
        WriteBudget budget = new WriteBudget(5, 1, start);
        budget.take(start);
        budget.ended(start);
        assertThat(takeAll(budget, start)).isBetween(3, 4);
        assertThat(budget.availableAt(start)).isBetween(start + 1, start + 2 * SECOND);
    }

    /** A bucket of 200 after its first write, which said nothing new. */
    private static WriteBudget heard() {
        WriteBudget budget = new WriteBudget(200, 10, 0);
        budget.ended(budget.take(0), 199, 0);
        return budget;
    }

    /** Sends a write that gets a 429. */
    private static void throttle(WriteBudget budget, long wait) {
        budget.take(0);
        budget.ended(0);
        budget.throttled(wait, 0);
    }

    private static int takeAll(WriteBudget budget, long now) {
        int taken = 0;
        while (budget.availableAt(now) <= now) {
            budget.take(now);
            taken++;
        }
        return taken;
    }
}
