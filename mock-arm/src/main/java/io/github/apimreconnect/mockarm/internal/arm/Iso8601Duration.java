package io.github.apimreconnect.mockarm.internal.arm;

import java.time.Duration;
import java.util.Optional;

/**
 * Parses ISO 8601 durations: those of XML Schema, which .NET services read, and weeks. Years, months, weeks and days
 * come first, then time with decimal seconds. A year has 365 days and a month 30, as in .NET.
 */
public final class Iso8601Duration {
    private static final String DATE_UNITS = "YMWD";
    private static final long[] DATE_SECONDS = {365 * 86_400L, 30 * 86_400L, 7 * 86_400L, 86_400L};
    private static final String TIME_UNITS = "HMS";
    private static final long[] TIME_SECONDS = {3_600L, 60L, 1L};
    private static final int MOST_DATE_DIGITS = 9;
    private static final int MOST_TIME_DIGITS = 18;
    private static final int MOST_FRACTION_DIGITS = 9;

    private final String text;
    private int at;
    private long seconds;
    private long nanos;

    private Iso8601Duration(String text) {
        this.text = text;
    }

    public static Optional<Duration> parse(String text) {
        try {
            return new Iso8601Duration(text).read();
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private Optional<Duration> read() {
        boolean negative = skip('-');
        if (!skip('P')) {
            return Optional.empty();
        }
        boolean dates = at < text.length() && text.charAt(at) != 'T';
        if (dates && !fields(DATE_UNITS, DATE_SECONDS, MOST_DATE_DIGITS)) {
            return Optional.empty();
        }
        boolean times = skip('T');
        if (times && !fields(TIME_UNITS, TIME_SECONDS, MOST_TIME_DIGITS)) {
            return Optional.empty();
        }
        if (at < text.length() || !(dates || times)) {
            return Optional.empty();
        }
        Duration duration = Duration.ofSeconds(seconds, nanos);
        return Optional.of(negative ? duration.negated() : duration);
    }

    /** Reads one or more fields, each with a smaller unit than the one before. */
    private boolean fields(String units, long[] inSeconds, int mostDigits) {
        int unit = -1;
        while (at < text.length() && isDigit()) {
            long number = number(mostDigits);
            boolean fraction = skip('.');
            if (number < 0 || (fraction && !fraction())) {
                return false;
            }
            int next = at < text.length() ? units.indexOf(text.charAt(at), unit + 1) : -1;
            if (next < 0 || (fraction && text.charAt(at) != 'S')) {
                return false;
            }
            unit = next;
            at++;
            seconds = Math.addExact(seconds, Math.multiplyExact(number, inSeconds[unit]));
        }
        return unit >= 0;
    }

    private long number(int mostDigits) {
        int start = at;
        long number = 0;
        while (at < text.length() && isDigit()) {
            if (at - start == mostDigits) {
                return -1;
            }
            number = number * 10 + text.charAt(at++) - '0';
        }
        return number;
    }

    private boolean fraction() {
        int start = at;
        long digits = 0;
        while (at < text.length() && isDigit()) {
            digits = digits * 10 + text.charAt(at++) - '0';
        }
        int count = at - start;
        if (count < 1 || count > MOST_FRACTION_DIGITS) {
            return false;
        }
        for (int i = count; i < MOST_FRACTION_DIGITS; i++) {
            digits *= 10;
        }
        nanos = digits;
        return true;
    }

    private boolean isDigit() {
        char c = text.charAt(at);
        return c >= '0' && c <= '9';
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }
}
