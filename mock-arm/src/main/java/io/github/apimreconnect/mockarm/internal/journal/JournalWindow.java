package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.JournalFilter;
import java.time.Instant;
import java.util.List;

/**
 * A snapshot of the journal's entries.
 *
 * @param entries some of the entries, oldest first, without gaps
 * @param written how many have been written
 * @param dropped how many of these, the oldest, were dropped
 * @param latestDropped the latest arrival of the dropped ones
 * @param bounds the journal's limits, in words
 * @param clears how often the journal has been cleared; numbers start again each time
 */
public record JournalWindow(
        List<RecordedRequest> entries, long written, long dropped, Instant latestDropped, String bounds, long clears) {
    /** Returns the number of the first entry, or of the next to be written if there is none. */
    public long first() {
        return entries.isEmpty() ? written + 1 : entries.get(0).number();
    }

    /** Throws if an entry that might match the filter was dropped, from a number on. */
    public void require(long from, JournalFilter filter) {
        Instant since = filter.since();
        if (from <= dropped && (since == null || !since.isAfter(latestDropped))) {
            throw new IllegalStateException("The journal has dropped " + dropped + " of " + written
                    + " requests, so it cannot answer this query; it keeps " + bounds
                    + " (--journal). To query those, use retained() or ?retained=true");
        }
    }
}
