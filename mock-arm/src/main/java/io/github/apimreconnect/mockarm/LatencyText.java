package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of latencies and times. */
final class LatencyText {
    private static final Pattern LOG_NORMAL = Pattern.compile("lognormal\\(([^,]*),([0-9]{1,3}(?:\\.[0-9]{1,40})?)\\)");
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,12})(ms|s|m)");

    private LatencyText() {}

    static Latency parse(String text) {
        Matcher logNormal = LOG_NORMAL.matcher(text);
        if (logNormal.matches()) {
            return new Latency.LogNormal(time(logNormal.group(1)), Double.parseDouble(logNormal.group(2)));
        }
        int dots = text.indexOf("..");
        return dots < 0
                ? new Latency.Fixed(time(text))
                : new Latency.Uniform(time(text.substring(0, dots)), time(text.substring(dots + 2)));
    }

    static Duration time(String text) {
        try {
            Matcher matcher = SHORT.matcher(text);
            if (!matcher.matches()) {
                return Duration.parse(text);
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> throw new IllegalStateException(text);
            };
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time; write 200ms, 2s, 5m or PT2S", e);
        }
    }

    static String of(Duration time) {
        if (time.toNanosPart() % 1_000_000 != 0) {
            return time.toString();
        }
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
