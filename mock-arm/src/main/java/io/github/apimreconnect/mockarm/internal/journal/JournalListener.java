package io.github.apimreconnect.mockarm.internal.journal;

/** Told of changes of the journal, in their order and under its lock, so it must be quick. */
public interface JournalListener {
    JournalListener NONE = new JournalListener() {
        @Override
        public void written(long number) {}

        @Override
        public void cleared() {}
    };

    void written(long number);

    /** Called when the journal is cleared on its own. */
    void cleared();
}
