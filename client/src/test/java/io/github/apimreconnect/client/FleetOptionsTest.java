package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

final class FleetOptionsTest {
    @ParameterizedTest
    @EnumSource
    void aBadValueIsAnErrorThatNamesItsField(Bad bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bad.setter.accept(new FleetOptions()))
                .withMessageStartingWith("'" + bad.field + "' must ")
                .withMessageEndingWith("but was " + bad.value);
    }

    @SuppressWarnings({"ImmutableEnumChecker", "NullAway"}) // setters without state; what callers without NullAway do
    private enum Bad {
        NEGATIVE_DELAY("after", "'PT-1S'", o -> o.setAfter(Duration.ofSeconds(-1))),
        SPREAD_FROM_NULL("afterSpread.from", "null", o -> o.setAfterSpread(null, Duration.ZERO)),
        SPREAD_FROM_NEGATIVE("afterSpread.from", "'PT-1S'", o -> o.setAfterSpread(seconds(-1), seconds(1))),
        SPREAD_TO_NULL("afterSpread.to", "null", o -> o.setAfterSpread(Duration.ZERO, null)),
        SPREAD_BACKWARD("afterSpread.to", "'PT1S'", o -> o.setAfterSpread(seconds(2), seconds(1))),
        NO_CONCURRENCY("concurrency", "'0'", o -> o.setConcurrency(0)),
        TOO_MUCH_CONCURRENCY("concurrency", "'10001'", o -> o.setConcurrency(10_001)),
        NO_CAPACITY("writeBudget.capacity", "'0'", o -> o.setWriteBudget(0, 10)),
        NO_REFILL("writeBudget.refillPerSecond", "'0.0'", o -> o.setWriteBudget(200, 0)),
        NEGATIVE_REFILL("writeBudget.refillPerSecond", "'-1.0'", o -> o.setWriteBudget(200, -1)),
        TOO_SLOW("writeBudget.refillPerSecond", "'9.0E-4'", o -> o.setWriteBudget(200, 0.0009)),
        TOO_FAST("writeBudget.refillPerSecond", "'1000001.0'", o -> o.setWriteBudget(200, 1_000_001)),
        INFINITE_REFILL("writeBudget.refillPerSecond", "'Infinity'", o -> o.setWriteBudget(1, 1 / 0.0)),
        NO_NUMBER("writeBudget.refillPerSecond", "'NaN'", o -> o.setWriteBudget(200, Double.NaN)),
        NO_SHARE("budgetShare", "'0.0'", o -> o.setBudgetShare(0)),
        MORE_THAN_ALL("budgetShare", "'1.01'", o -> o.setBudgetShare(1.01)),
        SHARE_NOT_A_NUMBER("budgetShare", "'NaN'", o -> o.setBudgetShare(Double.NaN)),
        NEGATIVE_STOP("stopAfter", "'-1'", o -> o.setStopAfter(-1));

        private final String field;
        private final String value;
        private final Consumer<FleetOptions> setter;

        Bad(String field, String value, Consumer<FleetOptions> setter) {
            this.field = field;
            this.value = value;
            this.setter = setter;
        }

        private static Duration seconds(long seconds) {
            return Duration.ofSeconds(seconds);
        }
    }

    @Test
    void aBadValueChangesNothing() {
        FleetOptions options = new FleetOptions().setWriteBudget(7, 3);
        assertThatIllegalArgumentException().isThrownBy(() -> options.setWriteBudget(8, -1));
        assertThat(options.getWriteBudgetCapacity()).isEqualTo(7);
        assertThat(options.getWriteBudgetRefillPerSecond()).isEqualTo(3);
    }

    @Test
    void theDefaultsAreArmsPublishedBucketAndTheServicesOwnDelay() {
        FleetOptions options = new FleetOptions();
        assertThat(options.getAfter()).isNull();
        assertThat(options.getAfterSpreadTo()).isNull();
        assertThat(options.getConcurrency()).isEqualTo(64);
        assertThat(options.getWriteBudgetCapacity()).isEqualTo(200);
        assertThat(options.getWriteBudgetRefillPerSecond()).isEqualTo(10);
        assertThat(options.getBudgetShare()).isEqualTo(1);
        assertThat(options.getStopAfter()).isZero();
        assertThat(options.isDistinct()).isFalse();
        assertThat(options.getStopWhen()).isNull();
    }

    @Test
    void theLimitsOfEachRangeAreAllowed() {
        new FleetOptions()
                .setConcurrency(1)
                .setConcurrency(10_000)
                .setWriteBudget(1, 0.001)
                .setWriteBudget(Integer.MAX_VALUE, 1_000_000)
                .setBudgetShare(Double.MIN_VALUE)
                .setBudgetShare(1)
                .setStopAfter(0)
                .setStopAfter(Integer.MAX_VALUE)
                .setAfter(Duration.ZERO)
                .setAfterSpread(Duration.ZERO, Duration.ZERO);
    }

    @Test
    void aFixedDelayReplacesASpread() {
        FleetOptions options = new FleetOptions().setAfterSpread(Duration.ZERO, Duration.ofSeconds(9));
        options.setAfter(Duration.ofSeconds(1));
        assertThat(options.getAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.getAfterSpreadTo()).isNull();
    }

    @Test
    void aCopyHasEverySettingAndNoneOfTheLaterChanges() {
        Mono<Boolean> stop = Mono.never();
        FleetOptions options = new FleetOptions()
                .setAfterSpread(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .setConcurrency(3)
                .setWriteBudget(4, 5)
                .setBudgetShare(0.6)
                .setStopAfter(7)
                .setDistinct(true)
                .setStopWhen(stop);
        FleetOptions copy = options.copy();
        options.setAfter(null)
                .setConcurrency(1)
                .setWriteBudget(1, 1)
                .setBudgetShare(1)
                .setStopAfter(0)
                .setDistinct(false)
                .setStopWhen(null);
        assertThat(copy)
                .usingRecursiveComparison()
                .isEqualTo(new FleetOptions()
                        .setAfterSpread(Duration.ofSeconds(1), Duration.ofSeconds(2))
                        .setConcurrency(3)
                        .setWriteBudget(4, 5)
                        .setBudgetShare(0.6)
                        .setStopAfter(7)
                        .setDistinct(true)
                        .setStopWhen(stop));
    }

    @Test
    void aShareOfASmallBucketIsAtLeastOneWrite() {
        FleetOptions options = new FleetOptions().setWriteBudget(5, 1).setBudgetShare(0.1);
        assertThat(options.usableCapacity()).isEqualTo(1);
        assertThat(options.usableRefillPerSecond()).isEqualTo(0.1);
    }
}
