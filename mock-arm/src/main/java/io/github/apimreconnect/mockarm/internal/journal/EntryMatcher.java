package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.JournalFilter;
import io.github.apimreconnect.mockarm.internal.arm.Glob;
import java.time.Instant;

/** Matches entries against a filter, and estimates the work of doing so. */
public final class EntryMatcher {
    /** Bytes scanned in the time of one comparison. */
    private static final int SCANNED = 4;

    private EntryMatcher() {}

    /** Estimates the work of matching an entry: about the number of characters compared, at worst. */
    public static long work(JournalFilter filter, RecordedRequest entry) {
        String backend = filter.backend();
        return entry.headSize() / SCANNED + (backend == null ? 0 : (long) backend.length() * entry.longestName());
    }

    public static boolean matches(JournalFilter filter, JournalEntry entry) {
        Integer status = filter.status();
        Instant since = filter.since();
        String id = filter.clientRequestId();
        String backend = filter.backend();
        return (status == null || status == entry.status())
                && (since == null || !entry.arrived().isBefore(since))
                && (id == null || id.equals(entry.clientRequestId()))
                && (backend == null || Glob.matches(backend, entry.backend()));
    }
}
