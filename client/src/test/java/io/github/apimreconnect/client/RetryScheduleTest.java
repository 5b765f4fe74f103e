package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import io.github.apimreconnect.client.RetrySchedule.Again;
import io.github.apimreconnect.client.RetrySchedule.GiveUp;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryScheduleTest {
    private static final Duration AMPLE = Duration.ofDays(365L * 1000);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    @ParameterizedTest
    @CsvSource({
        // attempts, server's wait in ms, chance, wait in ms
        "1, , 1.0, 800",
        "1, , 0.5, 400",
        "1, , 0.0, 0",
        "2, , 1.0, 1600",
        "3, , 1.0, 3200",
        "4, , 1.0, 6400",
        "1, 0, 1.0, 800",
        "1, 10000, 0.0, 10000",
        "1, 10000, 1.0, 10800",
        "2, 10000, 0.5, 10800",
        "1, 1000000000000, 0.0, 1000000000000",
    })
    void theWaitIsTheServersWithChanceOnTopOrElseTheBackoffs(
            int attempts, @Nullable Long serverMillis, double chance, long waitMillis) {
        Optional<Duration> serverWait = Optional.ofNullable(serverMillis).map(Duration::ofMillis);
        assertThat(RetrySchedule.DEFAULT.after(attempts, serverWait, AMPLE, chance))
                .isEqualTo(new Again(Duration.ofMillis(waitMillis)));
    }

    @Test
    void theBackoffHasACeiling() {
        RetrySchedule retry = new RetrySchedule(100, Duration.ofMillis(800), Duration.ofSeconds(30), true);
        assertThat(retry.after(7, Optional.empty(), AMPLE, 1)).isEqualTo(new Again(Duration.ofSeconds(30)));
        assertThat(retry.after(100, Optional.empty(), AMPLE, 1)).isEqualTo(new Again(Duration.ofSeconds(30)));
    }

    @Test
    void afterTheLastRetryItGivesUpWithoutAReason() {
        assertThat(RetrySchedule.DEFAULT.after(4, Optional.empty(), AMPLE, 0)).isInstanceOf(Again.class);
        assertThat(RetrySchedule.DEFAULT.after(5, Optional.empty(), AMPLE, 0)).isEqualTo(new GiveUp(Optional.empty()));
    }

    @Test
    void aWaitPastTheDeadlineGivesUpNowAndSaysSo() {
        assertThat(RetrySchedule.DEFAULT.after(1, Optional.of(Duration.ofSeconds(372)), TWO_MINUTES, 0))
                .isEqualTo(new GiveUp(Optional.of("the next attempt, in 372 seconds, would exceed the total timeout")));
        assertThat(RetrySchedule.DEFAULT.after(1, Optional.of(TWO_MINUTES), TWO_MINUTES, 0))
                .isInstanceOf(GiveUp.class);
        assertThat(RetrySchedule.DEFAULT.after(1, Optional.of(TWO_MINUTES.minusMillis(1)), TWO_MINUTES, 0))
                .isInstanceOf(Again.class);
    }

    @Test
    void aWaitBeyondAllNumbersGivesUp() {
        assertThat(RetrySchedule.DEFAULT.after(1, Optional.of(Duration.ofSeconds(Long.MAX_VALUE)), TWO_MINUTES, 1))
                .isInstanceOf(GiveUp.class);
    }

    @Test
    void fixedDelaysAreFixedAndNotBelowTheServers() {
        RetrySchedule retry = RetrySchedule.of(new RetryOptions(new FixedDelayOptions(3, Duration.ofSeconds(5))));
        assertThat(retry.after(1, Optional.empty(), AMPLE, 0.1)).isEqualTo(new Again(Duration.ofSeconds(5)));
        assertThat(retry.after(3, Optional.empty(), AMPLE, 0.9)).isEqualTo(new Again(Duration.ofSeconds(5)));
        assertThat(retry.after(1, Optional.of(Duration.ofSeconds(9)), AMPLE, 0.2))
                .isEqualTo(new Again(Duration.ofSeconds(10)));
        assertThat(retry.after(4, Optional.empty(), AMPLE, 0)).isInstanceOf(GiveUp.class);
    }

    @Test
    void azureOptionsThatSayNothingMeanTheDefaults() {
        assertThat(RetrySchedule.of(new RetryOptions(new ExponentialBackoffOptions())))
                .isEqualTo(RetrySchedule.DEFAULT);
    }

    @Test
    void azureOptionsAreTakenOver() {
        RetryOptions options = new RetryOptions(new ExponentialBackoffOptions()
                .setMaxRetries(7)
                .setBaseDelay(Duration.ofSeconds(1))
                .setMaxDelay(Duration.ofSeconds(9)));
        assertThat(RetrySchedule.of(options))
                .isEqualTo(new RetrySchedule(7, Duration.ofSeconds(1), Duration.ofSeconds(9), true));
    }

    @Test
    void noRetriesMeansOneAttempt() {
        RetrySchedule never = RetrySchedule.of(new RetryOptions(new ExponentialBackoffOptions().setMaxRetries(0)));
        assertThat(never.after(1, Optional.empty(), AMPLE, 0)).isEqualTo(new GiveUp(Optional.empty()));
    }

    @Test
    void whatCannotBeHonoredIsRefusedByName() {
        RetryOptions condition = new RetryOptions(new ExponentialBackoffOptions()).setShouldRetryCondition(c -> true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackendReconnectClientBuilder()
                        .retryOptions(condition)
                        .buildAsyncClient())
                .withMessageStartingWith("'retryOptions.shouldRetryCondition'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySchedule(1, Duration.ofSeconds(9), Duration.ofSeconds(1), true))
                .withMessageStartingWith("'retryOptions.baseDelay'");
        RetryOptions endless = new RetryOptions(new FixedDelayOptions(1, Duration.ofSeconds(Long.MAX_VALUE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetrySchedule.of(endless))
                .withMessageStartingWith("'retryOptions.maxDelay'");
    }
}
