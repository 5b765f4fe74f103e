package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyTest {
    @Test
    void aFixedPauseIsAlwaysTheSame() {
        assertThat(millis("200ms", 1)).containsOnly(200L);
    }

    @Test
    void aUniformPauseIsAnythingBetween() {
        List<Long> drawn = millis("100ms..300ms", 1);
        assertThat(drawn).allSatisfy(millis -> assertThat(millis).isBetween(100L, 300L));
        assertThat(average(drawn)).isBetween(195.0, 205.0);
        assertThat(millis("1s..1s", 1)).containsOnly(1000L);
    }

    @Test
    void aLogNormalPauseIsMostlyNearItsMedianWithALongTail() {
        List<Long> drawn = millis("lognormal(100ms,0.5)", 1).stream().sorted().toList();
        assertThat(drawn.get(5_000)).isBetween(95L, 105L);
        assertThat(drawn.get(9_500)).isBetween(215L, 240L);
        assertThat(drawn.get(9_999)).isGreaterThan(400L);
        assertThat(millis("lognormal(100ms,0)", 1)).containsOnly(100L);
    }

    @Test
    void noPauseIsLongerThanADay() {
        assertThat(millis("lognormal(1s,10)", 1))
                .allSatisfy(millis -> assertThat(millis).isBetween(0L, 86_400_000L))
                .contains(86_400_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"100ms..300ms", "lognormal(100ms,0.5)"})
    void theSameSeedDrawsTheSame(String pause) {
        assertThat(millis(pause, 7)).isEqualTo(millis(pause, 7)).isNotEqualTo(millis(pause, 8));
    }

    private static List<Long> millis(String pause, long seed) {
        Random random = new Random(seed);
        Latency parsed = Latency.parse(pause);
        return IntStream.range(0, 10_000)
                .mapToObj(i -> parsed.sample(random))
                .map(Duration::toMillis)
                .toList();
    }

    private static double average(List<Long> drawn) {
        return drawn.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200ms", "2s", "PT0.0005S", "100ms..300ms", "0s..1s", "lognormal(100ms,0.5)"})
    void theTextOfALatencyIsReadAsTheSame(String text) {
        assertThat(Latency.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lognormal(1s)",
                "lognormal(1s,)",
                "lognormal(1s,x)",
                "lognormal(,1)",
                "lognormal(1s,1",
                "..",
                "1s..",
                "1d"
            })
    void otherTextIsNotALatency(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.parse(text));
    }

    @Test
    void aDayIsTheLongest() {
        assertThat(Latency.parse("1440m")).isEqualTo(new Latency.Fixed(Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Latency.parse("1441m"));
    }
}
