package io.github.apimreconnect.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The wait a server asks for, in any of the three headers that Azure services use. Pure. */
final class RetryAfter {
    private static final HttpHeaderName X_MS_RETRY_AFTER_MS = HttpHeaderName.fromString("x-ms-retry-after-ms");
    private static final HttpHeaderName RETRY_AFTER_MS = HttpHeaderName.fromString("retry-after-ms");

    private RetryAfter() {}

    /** Returns the longest wait given, zero or more, or empty if none is valid. */
    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        String retryAfter = headers.getValue(HttpHeaderName.RETRY_AFTER);
        return Stream.of(
                        number(headers.getValue(X_MS_RETRY_AFTER_MS), ChronoUnit.MILLIS),
                        number(headers.getValue(RETRY_AFTER_MS), ChronoUnit.MILLIS),
                        number(retryAfter, ChronoUnit.SECONDS),
                        date(retryAfter, now))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Duration> number(@Nullable String text, ChronoUnit unit) {
        try {
            long number = Long.parseLong(text == null ? "" : text.strip());
            return number < 0 ? Optional.empty() : Optional.of(Duration.of(number, unit));
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Parses an HTTP date. One in the past means now: it was in the future when it was sent, or the clocks differ. */
    private static Optional<Duration> date(@Nullable String text, Instant now) {
        try {
            Instant date = ZonedDateTime.parse(text == null ? "" : text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
