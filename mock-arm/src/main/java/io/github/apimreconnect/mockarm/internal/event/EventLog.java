package io.github.apimreconnect.mockarm.internal.event;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.dispatch.PendingScript;
import io.github.apimreconnect.mockarm.internal.dispatch.ScriptListener;
import io.github.apimreconnect.mockarm.internal.journal.JournalListener;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, numbered in order. Without readers nothing is recorded, and a request costs one volatile read.
 * Thread-safe.
 */
public final class EventLog implements JournalListener, ScriptListener {
    /** The most events of the journal read at once. */
    static final int MOST = 1024;

    private final String mock;
    private final Function<PendingScript, Map<String, Object>> scriptView;
    private final StateEvents states = new StateEvents();
    private @Nullable JournalEvents journal;
    private volatile boolean listening;
    private long last;
    /** The number of the last event before those recorded. */
    private long base;
    /** The newest number handed out; later uses of a script are one event until the next is. */
    private long known;
    /** The number of the event that last cleared the journal. */
    private long cleared;

    /**
     * Creates an empty log.
     *
     * @param mock the id of the mock, which each start changes
     * @param scriptView the JSON of a script
     */
    public EventLog(String mock, Function<PendingScript, Map<String, Object>> scriptView) {
        this.mock = mock;
        this.scriptView = scriptView;
    }

    String mock() {
        return mock;
    }

    /** Returns the number of the newest event; what is read after this call includes it. */
    public synchronized long last() {
        known = last;
        return last;
    }

    boolean isListening() {
        return listening;
    }

    @Override
    public void written(long number) {
        if (listening) {
            add(number, false);
        }
    }

    /** Called when the answer to a journal entry has ended. */
    public void answered(long number) {
        if (listening) {
            add(number, true);
        }
    }

    private synchronized void add(long entry, boolean ended) {
        if (journal != null) {
            journal.add(++last, entry, ended);
        }
    }

    @Override
    public void cleared() {
        clearing("journal-cleared", false);
    }

    /** Called when the mock is reset, under the journal's lock. */
    public void reset() {
        clearing("reset", true);
    }

    private synchronized void clearing(String name, boolean everything) {
        if (journal == null) {
            return;
        }
        journal.clear();
        if (everything) {
            states.reset();
        }
        cleared = ++last;
        states.add(new StateEvent(last, name, 0, "{}"));
    }

    @Override
    public void armed(PendingScript script) {
        told("armed", script);
    }

    @Override
    public void used(PendingScript script) {
        if (!listening) {
            return;
        }
        if (script.unusedCount() == 0) {
            told("used", script);
        } else {
            use(script.number());
        }
    }

    private synchronized void use(long script) {
        if (journal != null && !states.hasUse(script, known)) {
            states.add(new StateEvent(++last, StateEvent.SCRIPT, script, null));
        }
    }

    @Override
    public void removed(PendingScript script) {
        told("removed", script);
    }

    @Override
    public void allRemoved() {
        told("scripts-removed", "{}");
    }

    private void told(String state, PendingScript script) {
        if (listening) {
            told(StateEvent.SCRIPT, script(state, script));
        }
    }

    /** Returns the data of an event about a script. */
    String script(String state, PendingScript script) {
        return Json.text(new Json()
                .put("state", state)
                .put("script", scriptView.apply(script))
                .map());
    }

    void told(String name, String data) {
        if (listening) {
            add(name, data);
        }
    }

    private synchronized void add(String name, String data) {
        if (journal != null) {
            states.add(new StateEvent(++last, name, 0, data));
        }
    }

    /**
     * A reader's start.
     *
     * @param place the number of the last event before the first to send
     * @param resumed whether the reader gets all events since the last one it had
     * @param last the number of the newest event
     */
    record Start(long place, boolean resumed, long last) {}

    /** Starts recording if necessary, and returns where a reader starts; {@code had} is the last event it has, or null. */
    synchronized Start start(@Nullable EventId had) {
        JournalEvents ring = journal;
        if (ring == null) {
            ring = new JournalEvents();
            journal = ring;
            base = ++last;
            listening = true;
        }
        long after = had == null || !had.mock().equals(mock) ? -1 : had.number();
        boolean resumed = after >= Math.max(base, Math.max(ring.overwritten(), states.dropped())) && after <= last;
        known = last;
        long place = resumed ? after : last;
        ring.lowerFloor(place);
        return new Start(place, resumed, last);
    }

    /** Stops recording, and drops all events. */
    synchronized void stop() {
        listening = false;
        journal = null;
        states.clear();
    }

    /**
     * The state that tells what readers may have missed.
     *
     * @param last the number of the newest event
     * @param cleared the event that last cleared the journal
     * @param dropped the newest event dropped that is not one of a request
     * @param lost the events overwritten before every reader had them, or null
     */
    record State(
            long last, long cleared, long dropped, @Nullable LeftOut lost) {}

    synchronized State state() {
        known = last;
        return new State(last, cleared, states.dropped(), journal == null ? null : journal.takeLost());
    }

    /** Sets the lowest place of all readers, or the highest number if there is none. */
    synchronized void floor(long place) {
        if (journal != null) {
            journal.floor(place);
        }
    }

    /** Returns the events after a number, or the first of them if there are many. */
    synchronized EventSlice after(long place) {
        if (journal == null) {
            return new EventSlice(List.of(), new long[0], new long[0], place);
        }
        known = last;
        int count = journal.countAfter(place);
        int copied = Math.min(count, MOST);
        long[] events = new long[copied];
        long[] entries = new long[copied];
        journal.copy(count, events, entries);
        long end = copied < count ? events[copied - 1] : last;
        return new EventSlice(states.between(place, end), events, entries, end);
    }
}
