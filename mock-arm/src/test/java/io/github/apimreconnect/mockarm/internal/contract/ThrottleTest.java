package io.github.apimreconnect.mockarm.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.apimreconnect.mockarm.MockClock;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThrottleTest {
    private final MockClock clock = new MockClock(Instant.EPOCH);

    @Test
    void aFullBucketGrantsItsCapacityAndThenRefuses() {
        Throttle throttle = new Throttle(ThrottleLimit.ARM, clock);
        for (int left = 199; left >= 0; left--) {
            assertThat(throttle.take("s", "p")).isEqualTo(new Throttle.Grant(true, left, 2800 + left, 1));
        }
        assertThat(throttle.take("s", "p").granted()).isFalse();
    }

    @Test
    void theBucketsWithTheLeastLeftComeFirst() {
        Throttle throttle = new Throttle(ThrottleLimit.parse("4/2"), clock);
        throttle.take("s", "busy");
        throttle.take("s", "busy");
        throttle.take("s", "idle");
        clock.advance(Duration.ofMillis(250));
        Instant now = clock.instant();
        assertThat(throttle.emptiest(10, now))
                .containsExactly(
                        new BucketLevel(Throttle.key("s"), "busy", 4, 2, 0.625, now.plusMillis(750)),
                        new BucketLevel(Throttle.key("s"), "idle", 4, 3, 0.875, now.plusMillis(250)),
                        new BucketLevel(Throttle.key("s"), null, 60, 60, 1, now));
        assertThat(throttle.emptiest(1, now)).extracting(BucketLevel::principal).containsExactly("busy");
    }

    @Test
    void aLookAtTheBucketsTakesNothingFromThem() {
        Throttle throttle = new Throttle(ThrottleLimit.parse("4/2"), clock);
        throttle.take("s", "p");
        throttle.emptiest(10, clock.instant());
        assertThat(throttle.take("s", "p").remaining()).isEqualTo(2);
    }

    @Test
    void bucketsOfTheOldGenerationAreShownAsWell() {
        Throttle throttle = new Throttle(ThrottleLimit.OFF, clock);
        throttle.take("first", "p");
        for (int i = 0; i < 20_000; i++) {
            throttle.take("s", "p" + i);
        }
        assertThat(throttle.emptiest(30_000, clock.instant()))
                .extracting(BucketLevel::subscription)
                .contains(Throttle.key("first"))
                .hasSize(throttle.size());
    }

    /** An event loop looks. */
    @Test
    void aLookAtAllTheBucketsThereCanBeIsShort() {
        Throttle throttle = new Throttle(ThrottleLimit.OFF, clock);
        for (int i = 0; i < 38_000; i++) {
            throttle.take("s" + i % 1_000, "p" + i);
        }
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        throttle.emptiest(1_000, clock.instant());
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void tokensComeBackByTheMillisecond() {
        Throttle throttle = new Throttle(ThrottleLimit.parse("1/10"), clock);
        throttle.take("s", "p");
        clock.advance(Duration.ofMillis(99));
        assertThat(throttle.take("s", "p").granted()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(throttle.take("s", "p").granted()).isTrue();
    }

    @Test
    void aDrainedBucketOfArmIsFullAfterTwentySeconds() {
        Throttle throttle = new Throttle(ThrottleLimit.ARM, clock);
        for (int i = 0; i < 200; i++) {
            throttle.take("s", "p");
        }
        clock.advance(Duration.ofSeconds(20));
        assertThat(throttle.take("s", "p").remaining()).isEqualTo(199);
        clock.advance(Duration.ofDays(1));
        assertThat(throttle.take("s", "p").remaining()).isEqualTo(199);
    }

    @Test
    void theWaitIsRoundedUpToWholeSeconds() {
        Throttle throttle = new Throttle(new ThrottleLimit(true, 1, 1), clock);
        throttle.take("s", "p");
        clock.advance(Duration.ofMillis(1));
        assertThat(throttle.take("s", "p")).isEqualTo(new Throttle.Grant(false, 0, 15, 1));
    }

    @Test
    void subscriptionsAndPrincipalsHaveBucketsOfTheirOwn() {
        Throttle throttle = new Throttle(new ThrottleLimit(true, 1, 1), clock);
        assertThat(throttle.take("s", "p").granted()).isTrue();
        assertThat(throttle.take("S", "p").granted())
                .as("the same subscription")
                .isFalse();
        assertThat(throttle.take("t", "p").granted()).isTrue();
        assertThat(throttle.take("s", "q").granted()).isTrue();
    }

    @Test
    void allPrincipalsOfASubscriptionShareABucketFifteenTimesAsLarge() {
        Throttle throttle = new Throttle(new ThrottleLimit(true, 1, 1), clock);
        for (int left = 14; left >= 0; left--) {
            assertThat(throttle.take("s", "p" + left)).isEqualTo(new Throttle.Grant(true, 0, left, 1));
        }
        assertThat(throttle.take("s", "q")).isEqualTo(new Throttle.Grant(false, 0, 0, 1));
        clock.advance(Duration.ofMillis(67));
        assertThat(throttle.take("s", "r").granted()).isTrue();
    }

    @Test
    void aSubscriptionOfAnyLengthIsKeptInTheLengthOfAUuid() {
        assertThat(Throttle.key("s".repeat(8000))).hasSize(36).isNotEqualTo(Throttle.key("s".repeat(8001)));
    }

    @Test
    void aSubscriptionThatHoldsASpaceIsNotTakenForAnotherWithAPrincipal() {
        Throttle throttle = new Throttle(new ThrottleLimit(true, 1, 1), clock);
        throttle.take("s p", "q");
        assertThat(throttle.take("s", "p q").granted()).isTrue();
    }

    @Test
    void aMillionPrincipalsLeaveAsManyBucketsAsThereMayBe() {
        Throttle throttle = new Throttle(new ThrottleLimit(true, 10, 1), clock);
        for (int i = 0; i < 1_000_000; i++) {
            throttle.take("s" + i % 10, "p" + i);
        }
        assertThat(throttle.size()).isBetween(20_000, 40_000);
    }

    @Test
    void keysOfOneHashAreFoundAsFastAsOthers() {
        Throttle throttle = new Throttle(ThrottleLimit.OFF, clock);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < 15_000; i++) {
            // "a~" and "b_" have the same hash, and so do all strings built from them.
            StringBuilder subscription = new StringBuilder();
            for (int bit = 0; bit < 18; bit++) {
                subscription.append((i >> bit & 1) == 0 ? "a~" : "b_");
            }
            throttle.take(subscription.toString(), "p");
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aClockThatIsSetBackDoesNotHoldUpTheRefill() {
        SettableClock settable = new SettableClock();
        Throttle throttle = new Throttle(new ThrottleLimit(true, 1, 1), settable);
        settable.now = Instant.EPOCH.plus(Duration.ofHours(1));
        throttle.take("s", "p");
        settable.now = Instant.EPOCH;
        assertThat(throttle.take("s", "p").granted()).isFalse();
        settable.now = Instant.EPOCH.plusSeconds(1);
        assertThat(throttle.take("s", "p").granted()).isTrue();
    }

    /** A clock that can go back, unlike {@link MockClock}. */
    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aBucketThatIsUsedIsKeptHoweverManyOthersThereAre() {
        Throttle throttle = new Throttle(new ThrottleLimit(true, 100, 1), clock);
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.take("s", "p").granted()).isTrue();
            for (int other = 0; other < 5_000; other++) {
                throttle.take("t" + other % 10, "q" + i + "-" + other);
            }
        }
        assertThat(throttle.take("s", "p").granted()).isFalse();
    }

    @Test
    void daysOnTheClockFillABucketAndDoNotOverflowIt() {
        Throttle throttle = new Throttle(new ThrottleLimit(true, 100_000, 900_000), clock);
        throttle.take("s", "p");
        clock.advance(Duration.ofDays(100_000));
        assertThat(throttle.take("s", "p").remaining()).isEqualTo(99_999);
    }

    @Test
    void offCountsAndNeverRefuses() {
        Throttle throttle = new Throttle(ThrottleLimit.OFF, clock);
        for (int i = 0; i < 300; i++) {
            assertThat(throttle.take("s", "p").granted()).isTrue();
        }
        assertThat(throttle.take("s", "p").remaining()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"off, false, 200, 10", "arm, true, 200, 10", "5/2, true, 5, 2"})
    void limitsAreReadFromText(String text, boolean enforced, int capacity, int refill) {
        assertThat(ThrottleLimit.parse(text)).isEqualTo(new ThrottleLimit(enforced, capacity, refill));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "5", "5/", "/2", "-1/2", "0/1", "1/0", "99999999999/1"})
    void otherTextIsRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThrottleLimit.parse(text))
                .withMessageStartingWith("'throttle' must");
    }
}
