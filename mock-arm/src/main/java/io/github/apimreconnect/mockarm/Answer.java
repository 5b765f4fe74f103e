package io.github.apimreconnect.mockarm;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What a request gets. */
final class Answer {
    /** The journal may drop a larger request before its answer has left, and then its body must not stay. */
    private static final int LARGE = 16 * 1024;

    private final Reply reply;
    private final @Nullable Fault fault;
    private final @Nullable JournalEntry entry;
    private final @Nullable WeakReference<JournalEntry> largeEntry;

    /**
     * An answer.
     *
     * @param reply what is sent
     * @param fault what goes wrong with it, or null
     * @param entry where the journal has it, or null for what the journal leaves out
     */
    Answer(Reply reply, @Nullable Fault fault, @Nullable JournalEntry entry) {
        boolean large = entry != null && entry.weight() > LARGE;
        this.reply = reply;
        this.fault = fault;
        this.entry = large ? null : entry;
        this.largeEntry = large ? new WeakReference<>(entry) : null;
    }

    static Answer unjournalled(Reply reply) {
        return new Answer(reply, null, null);
    }

    /** Whether it is one of the admin API's, which no journal bounds. */
    boolean isPage() {
        return entry == null && largeEntry == null;
    }

    Reply reply() {
        return reply;
    }

    @Nullable
    Fault fault() {
        return fault;
    }

    /** Where the journal has it, if it has. */
    @Nullable
    JournalEntry entry() {
        return largeEntry == null ? entry : largeEntry.get();
    }

    /** Tells the journal how it ended. */
    void ended(JournalEntry.Outcome outcome) {
        JournalEntry there = entry();
        if (there != null) {
            there.ended(outcome);
        }
    }
}
