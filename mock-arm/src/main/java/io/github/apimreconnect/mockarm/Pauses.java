package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pauses drawn, and their texts. */
final class Pauses {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,12})(ms|s|m)");
    private static final Pattern LOG_NORMAL = Pattern.compile("lognormal\\(([^,]+),([0-9]{1,3}(?:\\.[0-9]{1,40})?)\\)");

    private Pauses() {}

    /** Draws one. */
    static Duration draw(Pause pause, Random random) {
        if (pause instanceof Pause.Uniform uniform) {
            double range = uniform.most().minus(uniform.least()).toNanos();
            return uniform.least().plusNanos((long) (range * random.nextDouble()));
        }
        if (pause instanceof Pause.LogNormal normal) {
            double nanos = normal.median().toNanos() * Math.exp(normal.sigma() * random.nextGaussian());
            return Duration.ofNanos((long) Math.min(nanos, (double) Pause.LONGEST.toNanos()));
        }
        return ((Pause.Fixed) pause).time();
    }

    /** Reads {@code 200ms}, {@code 2s}, {@code PT2S}, {@code 100ms..300ms} and {@code lognormal(100ms,0.5)}. */
    static Pause parse(String text) {
        Matcher normal = LOG_NORMAL.matcher(text);
        if (normal.matches()) {
            return new Pause.LogNormal(time(normal.group(1)), Double.parseDouble(normal.group(2)));
        }
        int dots = text.indexOf("..");
        return dots < 0
                ? new Pause.Fixed(time(text))
                : new Pause.Uniform(time(text.substring(0, dots)), time(text.substring(dots + 2)));
    }

    /** Reads a time: {@code 200ms}, {@code 2s}, {@code 5m}, {@code PT2S}. */
    static Duration time(String text) {
        Matcher time = TIME.matcher(text);
        try {
            if (time.matches()) {
                long number = Long.parseLong(time.group(1));
                return switch (time.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> throw new IllegalArgumentException(time.group(2));
                };
            }
            return Duration.parse(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time; write 200ms, 2s, 5m or PT2S", e);
        }
    }

    static void inRange(Duration time) {
        if (time.isNegative() || time.compareTo(Pause.LONGEST) > 0) {
            throw new IllegalArgumentException("A pause must be from 0 to 1 day, but was " + time);
        }
    }

    static String text(Duration time) {
        if (time.toNanosPart() % 1_000_000 != 0) {
            return time.toString();
        }
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
