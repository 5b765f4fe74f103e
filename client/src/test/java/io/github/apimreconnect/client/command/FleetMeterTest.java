package io.github.apimreconnect.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.client.FleetPlan;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FleetMeterTest {
    private final AtomicLong now = new AtomicLong();
    private final FleetMeter meter = new FleetMeter(
            new FleetPlan(Map.of(
                    Backends.FIRST, new FleetPlan.Subscription(100, Duration.ofSeconds(10)),
                    Backends.SECOND, new FleetPlan.Subscription(100, Duration.ofSeconds(10)))),
            new FleetOptions().setWriteBudget(1, 4).setBudgetShare(0.5),
            now::get);

    @Test
    void theRateIsThatOfTheLastTenSeconds() {
        add(Backends.FIRST, 50, Duration.ZERO);
        assertThat(tick(10)).startsWith("5.0/s, 0 subscriptions waiting, 30s left");
        add(Backends.FIRST, 10, Duration.ZERO);
        assertThat(tick(10)).startsWith("1.0/s");
        assertThat(tick(10)).startsWith("0.0/s");
    }

    @Test
    void aSubscriptionThatWaitsGoesAtThePaceOfItsShare() {
        add(Backends.FIRST, 99, Duration.ZERO);
        add(Backends.SECOND, 60, Duration.ofMillis(1));
        assertThat(tick(10)).isEqualTo("15.9/s, 1 subscription waiting, 20s left");
    }

    @Test
    void aSubscriptionThatIsDoneDoesNotWait() {
        add(Backends.SECOND, 100, Duration.ofMillis(1));
        assertThat(tick(10)).contains("0 subscriptions waiting");
    }

    @Test
    void aLineHasTheCounts() {
        meter.add(Backends.disconnected("a"));
        assertThat(meter.line())
                .isEqualTo("1 of 200 backends, 1 not accepted, 0.0/s, 0 subscriptions waiting, time left unknown");
    }

    @Test
    void whatIsNotAttemptedIsNotDone() {
        add(Backends.FIRST, 100, Duration.ZERO);
        for (int i = 0; i < 100; i++) {
            meter.add(new FleetOutcome.NotAttempted(Backends.in(Backends.SECOND, "b" + i), 101 + i));
        }
        assertThat(tick(10)).startsWith("10.0/s, 0 subscriptions waiting, 0.0s left");
        assertThat(meter.line()).isEqualTo("100 of 200 backends, 100 not attempted");
        assertThat(meter.done()).isEqualTo(100);
    }

    private void add(String subscription, int count, Duration waited) {
        for (int i = 0; i < count; i++) {
            meter.add(Backends.accepted(Backends.in(subscription, "b" + i), waited));
        }
    }

    private String tick(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        return meter.pace();
    }
}
