package io.github.apimreconnect.mockarm.internal.journal;

/** Called for each change of the journal, in order and under its lock, so it must be quick. */
public interface JournalListener {
    JournalListener NONE = new JournalListener() {
        @Override
        public void written(long number) {}

        @Override
        public void cleared() {}
    };

    /** Called with the number of each new entry. */
    void written(long number);

    /** Called when only the journal is cleared, not the whole mock. */
    void cleared();
}
