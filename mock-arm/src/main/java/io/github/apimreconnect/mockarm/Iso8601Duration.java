package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ISO 8601 durations as XML Schema has them, which is what .NET services read: years, months, weeks and days, then time
 * with decimal seconds. A year counts 365 days and a month 30, as in .NET.
 */
final class Iso8601Duration {
    // Nine digits at most: no sum of them overflows.
    private static final Pattern GRAMMAR = Pattern.compile("(-)?P(?=[0-9T])"
            + "(?:([0-9]{1,9})Y)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?"
            + "(?:T(?=[0-9])(?:([0-9]{1,18})H)?(?:([0-9]{1,18})M)?(?:([0-9]{1,18})(?:\\.([0-9]{1,9}))?S)?)?");

    private Iso8601Duration() {}

    static Optional<Duration> parse(String text) {
        Matcher m = GRAMMAR.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.ofDays(number(m.group(2)) * 365)
                    .plusDays(number(m.group(3)) * 30)
                    .plusDays(number(m.group(4)) * 7)
                    .plusDays(number(m.group(5)))
                    .plusHours(number(m.group(6)))
                    .plusMinutes(number(m.group(7)))
                    .plusSeconds(number(m.group(8)))
                    .plusNanos(nanos(m.group(9)));
            return Optional.of(m.group(1) == null ? duration : duration.negated());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    }
}
