package io.github.apimreconnect.mockarm.internal.contract;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Picks the api-version to suggest to a caller whose own is not supported. */
final class ApiVersions {
    private static final int DATE_LENGTH = "2023-05-01".length();
    private static final String PREVIEW = "-preview";

    private ApiVersions() {}

    /** Returns the contract's version if it is supported, or else the last one that is. */
    static String usual(List<String> supported) {
        String usual = Contract.shipped().version();
        return supported.contains(usual) ? usual : supported.get(supported.size() - 1);
    }

    /** Returns the supported version nearest in time. Ties go to a preview for a preview, then to the later one. */
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
