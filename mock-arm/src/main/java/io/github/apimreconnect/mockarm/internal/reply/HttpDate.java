package io.github.apimreconnect.mockarm.internal.reply;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The time format of HTTP. Netty's formatter loads the JDK's locale data, a twentieth of startup. */
final class HttpDate {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendText(ChronoField.DAY_OF_WEEK, names(DayOfWeek.values(), DayOfWeek::getValue))
            .appendPattern(", dd ")
            .appendText(ChronoField.MONTH_OF_YEAR, names(Month.values(), Month::getValue))
            .appendPattern(" yyyy HH:mm:ss 'GMT'")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /** Returns a time such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    static String format(Instant time) {
        return FORMAT.format(time);
    }

    /** Returns the first three letters of each name, by its number. */
    private static <E extends Enum<E>> Map<Long, String> names(E[] all, Function<E, Integer> number) {
        return Arrays.stream(all)
                .collect(Collectors.toMap(
                        value -> number.apply(value).longValue(),
                        value -> value.name().charAt(0)
                                + value.name().substring(1, 3).toLowerCase(Locale.ROOT)));
    }
}
