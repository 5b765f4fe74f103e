package io.github.apimreconnect.mockarm.internal.event;

import org.jspecify.annotations.Nullable;

/**
 * Events of the journal that a reader does not get.
 *
 * @param from the lowest number of their entries
 * @param to the highest
 * @param last the number of the last of these events
 */
record LeftOut(long from, long to, long last) {
    /** Adds one event to those before it. */
    static LeftOut with(@Nullable LeftOut before, long entry, long event) {
        return before == null
                ? new LeftOut(entry, entry, event)
                : new LeftOut(Math.min(before.from, entry), Math.max(before.to, entry), Math.max(before.last, event));
    }

    LeftOut and(@Nullable LeftOut before) {
        return before == null
                ? this
                : new LeftOut(Math.min(before.from, from), Math.max(before.to, to), Math.max(before.last, last));
    }
}
