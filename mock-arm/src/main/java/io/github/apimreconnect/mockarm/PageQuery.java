package io.github.apimreconnect.mockarm;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a numbered list is asked for.
 *
 * @param after the number before its first, or null for a page that no number says
 * @param limit how many at most, or null where nothing was said
 */
record PageQuery(@Nullable Long after, @Nullable Integer limit) {
    /** Entries of a page for which no limit is given. */
    static final int USUAL = 1000;

    /** Entries that are looked at for a page, and so the highest limit. */
    static final int MOST = 10_000;

    private static final long LAST = 999_999_999_999_999_999L;

    /** Reads {@code after} and {@code limit}, and takes them out of a query. */
    static PageQuery takenFrom(Map<String, String> query) {
        Long limit = number("limit", query.remove("limit"), 1, MOST);
        return new PageQuery(
                number("after", query.remove("after"), 0, LAST), limit == null ? null : Math.toIntExact(limit));
    }

    private static @Nullable Long number(String name, @Nullable String value, long least, long most) {
        if (value == null) {
            return null;
        }
        long number = number(value);
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    "'" + name + "' must be from " + least + " to " + most + ", but was " + value);
        }
        return number;
    }

    /** Reads digits and nothing else; -1 for other text. */
    static long number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(text) : -1;
    }

    /** Whether the newest are asked for: a limit, and no number to begin at. */
    boolean isNewest() {
        return after == null && limit != null;
    }

    int most() {
        return limit == null ? USUAL : limit;
    }

    /** The number of the first. */
    long first() {
        return after == null ? 1 : after + 1;
    }
}
