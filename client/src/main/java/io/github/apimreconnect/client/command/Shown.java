package io.github.apimreconnect.client.command;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Shown {
    private Shown() {}

    /** Returns {@code 0.4s}, {@code 40s}, {@code 4m 40s} or {@code 2h 5m}. */
    static String duration(Duration duration) {
        if (duration.toHours() > 0) {
            return duration.toHours() + "h " + duration.toMinutesPart() + "m";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + "m " + duration.toSecondsPart() + "s";
        }
        return duration.toSeconds() < 10 ? decimal(duration.toMillis() / 1000.0) + "s" : duration.toSeconds() + "s";
    }

    /** Returns a number with one decimal, and a point in every country. */
    static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** Returns {@code 1 backend} or {@code 2 backends}. */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
