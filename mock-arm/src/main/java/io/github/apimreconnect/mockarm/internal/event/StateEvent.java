package io.github.apimreconnect.mockarm.internal.event;

import org.jspecify.annotations.Nullable;

/**
 * An event that is not about one entry of the journal.
 *
 * @param number its number
 * @param name its name in the stream
 * @param script the script that was used and has steps left, or 0
 * @param data its JSON, or null for that of the script when the event is sent
 */
record StateEvent(
        long number, String name, long script, @Nullable String data) {
    static final String SCRIPT = "script";
    static final String CLOCK = "clock";

    int length() {
        return data == null ? 0 : data.length();
    }
}
