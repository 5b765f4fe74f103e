package io.github.apimreconnect.client.command;

import java.time.DateTimeException;
import java.time.Duration;
import picocli.CommandLine;

/** Parses command-line durations: {@code 500ms}, {@code 90s}, {@code 2m}, or ISO 8601 such as {@code PT2M}. */
final class DurationOption implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        try {
            Duration duration = isIso(text) ? Duration.parse(text) : shortForm(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw refused(text);
        }
        throw new CommandLine.TypeConversionException("'" + Printable.of(text) + "' is negative");
    }

    private static boolean isIso(String text) {
        return !text.isEmpty() && "Pp+-".indexOf(text.charAt(0)) >= 0;
    }

    private static Duration shortForm(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        long number = Long.parseLong(text, 0, digits, 10);
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> throw refused(text);
        };
    }

    private static CommandLine.TypeConversionException refused(String text) {
        return new CommandLine.TypeConversionException(
                "'" + Printable.of(text) + "' is not a duration such as 90s, 2m or PT2M");
    }
}
