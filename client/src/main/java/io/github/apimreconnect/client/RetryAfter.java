package io.github.apimreconnect.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a server asks callers to wait, in any of the three headers that Azure services use. Pure. */
final class RetryAfter {
    private static final HttpHeaderName X_MS_RETRY_AFTER_MS = HttpHeaderName.fromString("x-ms-retry-after-ms");
    private static final HttpHeaderName RETRY_AFTER_MS = HttpHeaderName.fromString("retry-after-ms");

    private RetryAfter() {}

    /** Returns the wait, zero or more; empty where there is none, it is negative, or it makes no sense. */
    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        return number(headers.getValue(X_MS_RETRY_AFTER_MS), ChronoUnit.MILLIS)
                .or(() -> number(headers.getValue(RETRY_AFTER_MS), ChronoUnit.MILLIS))
                .or(() -> number(headers.getValue(HttpHeaderName.RETRY_AFTER), ChronoUnit.SECONDS))
                .or(() -> date(headers.getValue(HttpHeaderName.RETRY_AFTER), now));
    }

    private static Optional<Duration> number(@Nullable String text, ChronoUnit unit) {
        try {
            long number = Long.parseLong(text == null ? "" : text.strip());
            return number < 0 ? Optional.empty() : Optional.of(Duration.of(number, unit));
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** An HTTP date. One that is past means now: it was in the future when it was sent, or the clocks differ. */
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
