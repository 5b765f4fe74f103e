package io.github.apimreconnect.mockarm.internal.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requested page of a numbered list.
 *
 * @param after the number before the page's first, or null if not given
 * @param limit the maximum number of entries, or null if not given
 */
record PageQuery(@Nullable Long after, @Nullable Integer limit) {
    /** Entries per page if no limit is given. */
    static final int USUAL = 1000;

    /** Entries examined for a page at most, and so the highest limit. */
    static final int MOST = 10_000;

    /** The highest number. */
    static final long LAST = 999_999_999_999_999_999L;

    /** Reads {@code after} and {@code limit}. */
    static PageQuery of(Map<String, String> query) {
        Long limit = number("limit", query.get("limit"), 1, MOST);
        return new PageQuery(
                number("after", query.get("after"), 0, LAST), limit == null ? null : Math.toIntExact(limit));
    }

    /** Returns the number that a parameter has, or null if it is not given. */
    static @Nullable Long number(String name, @Nullable String value, long least, long most) {
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

    /** Parses digits only; returns -1 for any other text. */
    static long number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(text) : -1;
    }

    /** Returns whether the newest entries are requested: a limit without {@code after}. */
    boolean isNewest() {
        return after == null && limit != null;
    }

    int most() {
        return limit == null ? USUAL : limit;
    }

    /** Returns the number of the page's first entry. */
    long first() {
        return after == null ? 1 : after + 1;
    }
}
