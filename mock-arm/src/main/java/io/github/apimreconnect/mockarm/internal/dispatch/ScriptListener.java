package io.github.apimreconnect.mockarm.internal.dispatch;

/** Called after each change of the scripts. */
public interface ScriptListener {
    ScriptListener NONE = new ScriptListener() {
        @Override
        public void armed(PendingScript script) {}

        @Override
        public void used(PendingScript script) {}

        @Override
        public void removed(PendingScript script) {}

        @Override
        public void allRemoved() {}
    };

    void armed(PendingScript script);

    /** Called for each request that a script answers, on its event loop. */
    void used(PendingScript script);

    void removed(PendingScript script);

    /** Called when all are removed on their own, without a reset. */
    void allRemoved();
}
