package io.github.apimreconnect.mockarm.internal.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event.
 *
 * @param mock the mock it happened in
 * @param number its number there, from 1
 */
public record EventId(String mock, long number) {
    private static final int MOCK = 8;
    private static final Pattern FORM = Pattern.compile("[0-9a-z]{8}-[0-9]{1,18}");

    /** Parses an id; returns null for any other text. */
    public static @Nullable EventId of(String text) {
        return FORM.matcher(text).matches()
                ? new EventId(text.substring(0, MOCK), Long.parseLong(text.substring(MOCK + 1)))
                : null;
    }

    @Override
    public String toString() {
        return mock + "-" + number;
    }
}
