package io.github.apimreconnect.mockarm;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to propose to a caller whose api-version is not supported. */
final class ApiVersions {
    private static final int DATE_LENGTH = "2023-05-01".length();
    private static final String PREVIEW = "-preview";

    private ApiVersions() {}

    /** The version that the mock goes by, if it is supported, or the last one that is. */
    static String usual(List<String> supported) {
        String usual = Contract.shipped().version();
        return supported.contains(usual) ? usual : supported.get(supported.size() - 1);
    }

    /** The supported version nearest in time; a preview rather for a preview, and the later of two as near. */
    static String nearest(String asked, List<String> supported) {
        LocalDate wanted = date(asked);
        if (wanted == null) {
            return usual(supported);
        }
        String nearest = usual(supported);
        long least = Long.MAX_VALUE;
        for (String version : supported) {
            LocalDate date = date(version);
            if (date != null) {
                long days = Math.abs(ChronoUnit.DAYS.between(wanted, date));
                long distance = 2 * days + (asked.endsWith(PREVIEW) == version.endsWith(PREVIEW) ? 0 : 1);
                nearest = distance <= least ? version : nearest;
                least = Math.min(distance, least);
            }
        }
        return nearest;
    }

    private static @Nullable LocalDate date(String version) {
        try {
            return version.length() < DATE_LENGTH ? null : LocalDate.parse(version.substring(0, DATE_LENGTH));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
