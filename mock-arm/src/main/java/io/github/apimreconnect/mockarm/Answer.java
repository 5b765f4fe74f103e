package io.github.apimreconnect.mockarm;

import org.jspecify.annotations.Nullable;

/**
 * What a request gets.
 *
 * @param reply the answer
 * @param fault what goes wrong with it, or null
 * @param entry where the journal has it, or null for what the journal leaves out
 */
record Answer(Reply reply, @Nullable Fault fault, @Nullable JournalEntry entry) {
    static Answer unjournalled(Reply reply) {
        return new Answer(reply, null, null);
    }

    /** Tells the journal how it ended. */
    void ended(JournalEntry.Outcome outcome) {
        if (entry != null) {
            entry.ended(outcome);
        }
    }
}
