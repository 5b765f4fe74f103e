package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.JournalFilter;

/**
 * A count of the journal's entries that match a filter, brought up to date step by step: each entry is examined once,
 * so entries that the journal drops later still count. Starts again when the journal is cleared. Not thread-safe.
 */
public final class Tally {
    /** Entries examined in a step. */
    private static final int STEP = 10_000;

    private final RequestJournal journal;
    private final JournalFilter filter;
    private final long after;
    private final boolean retained;
    private long examined;
    private long matched;
    private long written;
    private long clears;

    /**
     * Creates a count that has examined nothing yet.
     *
     * @param journal the journal
     * @param filter which entries to count
     * @param after the number before the first entry to count
     * @param retained whether the retained entries suffice if some were dropped
     */
    public Tally(RequestJournal journal, JournalFilter filter, long after, boolean retained) {
        this.journal = journal;
        this.filter = filter;
        this.after = after;
        this.retained = retained;
        this.examined = after;
    }

    /** Examines further entries, in bounded work; throws if one that might match was dropped unexamined. */
    public void advance() {
        JournalWindow window = journal.window(examined + 1, STEP);
        if (window.clears() != clears) {
            clears = window.clears();
            matched = 0;
            examined = after;
            window = journal.window(examined + 1, STEP);
        }
        written = window.written();
        if (filter.equals(JournalFilter.ALL)) {
            matched = Math.max(0, written - Math.max(after, retained ? window.dropped() : 0));
            examined = Math.max(after, written);
            return;
        }
        if (!retained) {
            window.require(examined + 1, filter);
        }
        long work = 0;
        for (RecordedRequest entry : window.entries()) {
            work += EntryMatcher.work(filter, entry);
            matched += EntryMatcher.matches(filter, entry) ? 1 : 0;
            examined = entry.number();
            if (work > EntryMatcher.MAX_WORK) {
                return;
            }
        }
    }

    /** Examines all entries. Blocks its caller for as long as that takes, so never on an event loop. */
    void catchUp() {
        do {
            advance();
        } while (isBehind());
    }

    /** Returns whether entries were left for the next step. */
    public boolean isBehind() {
        return examined < written;
    }

    /** Returns the number of the last entry examined. */
    public long examined() {
        return examined;
    }

    /** Returns how many of the entries examined match. */
    public long matched() {
        return matched;
    }

    /** Returns how many entries the journal had at the last step. */
    public long written() {
        return written;
    }

    long clears() {
        return clears;
    }
}
