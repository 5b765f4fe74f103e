package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A page that may not be ready yet. Everything but the callback happens on the event loop of its connection. */
public interface LatePage {
    /** How long a page may still wait. */
    enum Stage {
        /** Until its time is over. */
        WAITING,
        /** Not at all, as too many others wait. */
        FULL,
        /** Not at all, as its time is over. */
        OVER
    }

    /**
     * Begins to wait; returns false if too many others do.
     *
     * @param changed to be called, on any thread, whenever {@link #look} might have a new result
     */
    boolean begin(Runnable changed);

    /** Returns the longest time to wait, in real time. */
    Duration patience();

    /**
     * Returns the page, or null if it is not ready; only {@link Stage#WAITING} may wait for something to happen. Does
     * a bounded amount of work, and asks for another look if there is more.
     */
    @Nullable
    Reply look(Stage stage);

    /** Ends the wait; called once. */
    void end();
}
