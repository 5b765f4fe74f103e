package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.ids;
import static io.github.apimreconnect.client.FleetBench.unthrottled;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How long the gateways of a fleet wait, as the bodies of the requests say. */
final class FleetAfterTest {
    private final FleetBench bench = new FleetBench();

    @Test
    void withoutADelayThereIsNoBody() {
        bench.runToTheEnd(ids(2), unthrottled());
        assertThat(bench.service.arrivals)
                .allSatisfy(arrival ->
                        assertThat(arrival.request().getBodyAsBinaryData()).isNull());
    }

    @Test
    void aFixedDelayIsInEveryBody() {
        bench.runToTheEnd(ids(3), unthrottled().setAfter(Duration.ofMinutes(3)));
        assertThat(delays()).containsExactly(Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(3));
    }

    @Test
    void aDelayOfZeroIsSent() {
        bench.runToTheEnd(ids(1), unthrottled().setAfter(Duration.ZERO));
        assertThat(delays()).containsExactly(Duration.ZERO);
    }

    @Test
    void aSpreadCoversTheWindowEvenly() {
        bench.runToTheEnd(ids(1000), unthrottled().setAfterSpread(Duration.ofSeconds(120), Duration.ofSeconds(220)));
        List<Duration> delays = delays();
        assertThat(delays).hasSize(1000);
        for (int tenth = 0; tenth < 10; tenth++) {
            long from = 120 + 10L * tenth;
            assertThat(delays.stream().filter(d -> d.toSeconds() >= from && d.toSeconds() < from + 10))
                    .as("delays from %s s", from)
                    .hasSizeBetween(90, 110);
        }
    }

    @Test
    void aFewBackendsAreSpreadAsWell() {
        bench.runToTheEnd(ids(4), unthrottled().setAfterSpread(Duration.ZERO, Duration.ofSeconds(100)));
        List<Long> sorted = delays().stream().map(Duration::toSeconds).sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            assertThat(sorted.get(i) - sorted.get(i - 1)).as("%s", sorted).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void spreadDelaysAreWholeSecondsWithinTheWindow() {
        Duration from = Duration.ofMillis(1_500);
        Duration to = Duration.ofMillis(5_900);
        bench.runToTheEnd(ids(50), unthrottled().setAfterSpread(from, to));
        assertThat(delays()).allSatisfy(delay -> {
            assertThat(delay).isBetween(from, to);
            assertThat(delay.toMillis() % 1000).as("%s", delay).isZero();
        });
    }

    @Test
    void aSpreadOfNoLengthIsOneDelay() {
        bench.runToTheEnd(ids(5), unthrottled().setAfterSpread(Duration.ofMinutes(2), Duration.ofMinutes(2)));
        assertThat(delays()).hasSize(5).containsOnly(Duration.ofMinutes(2));
    }

    @Test
    void aRetryHasTheDelayOfItsFirstAttempt() {
        bench.service.answering(503);
        bench.runToTheEnd(ids(1), unthrottled().setAfterSpread(Duration.ofSeconds(7), Duration.ofSeconds(90)));
        assertThat(delays()).hasSize(2);
        assertThat(delays().get(1)).isEqualTo(delays().get(0));
    }

    private List<Duration> delays() {
        return bench.service.arrivals.stream()
                .map(arrival -> delay(arrival.request()))
                .toList();
    }

    private static Duration delay(HttpRequest request) {
        try {
            String body = Objects.requireNonNull(request.getBodyAsBinaryData()).toString();
            return Duration.parse(new JsonMapper()
                    .readTree(body)
                    .path("properties")
                    .path("after")
                    .asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
