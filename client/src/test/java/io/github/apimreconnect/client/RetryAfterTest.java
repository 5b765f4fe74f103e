package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 17, 17000",
        "Retry-After, 0, 0",
        "Retry-After, 1000000000, 1000000000000",
        "Retry-After, ' 5 ', 5000",
        "Retry-After, 'Sun, 22 Nov 2026 10:01:30 GMT', 90000",
        "Retry-After, 'Sun, 22 Nov 2026 09:00:00 GMT', 0",
        "retry-after-ms, 250, 250",
        "x-ms-retry-after-ms, 1500, 1500",
    })
    void aWaitIsRead(String header, String value, long millis) {
        assertThat(RetryAfter.of(headers(header, value), NOW)).hasValue(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "", "soon", "1.5", "99999999999999999999", "Sun, 99 Nov 2026", "2026-11-22T10:01:30Z"})
    void aWaitThatMakesNoSenseIsIgnored(String value) {
        assertThat(RetryAfter.of(headers("Retry-After", value), NOW)).isEmpty();
        assertThat(RetryAfter.of(headers("x-ms-retry-after-ms", value), NOW)).isEmpty();
    }

    @Test
    void noHeaderIsNoWait() {
        assertThat(RetryAfter.of(new HttpHeaders(), NOW)).isEmpty();
    }

    @Test
    void theLongestOfSeveralWaitsIsTheFloorAndOneThatMakesNoSenseIsPassedOver() {
        HttpHeaders headers = headers("Retry-After", "9").set(HttpHeaderName.fromString("retry-after-ms"), "80");
        assertThat(RetryAfter.of(headers, NOW)).hasValue(Duration.ofSeconds(9));
        headers.set(HttpHeaderName.fromString("x-ms-retry-after-ms"), "10000");
        assertThat(RetryAfter.of(headers, NOW)).hasValue(Duration.ofSeconds(10));
        headers.set(HttpHeaderName.fromString("x-ms-retry-after-ms"), "x");
        assertThat(RetryAfter.of(headers, NOW)).hasValue(Duration.ofSeconds(9));
    }

    private static HttpHeaders headers(String name, String value) {
        return new HttpHeaders().set(HttpHeaderName.fromString(name), value);
    }
}
