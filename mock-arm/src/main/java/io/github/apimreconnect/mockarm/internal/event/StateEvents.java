package io.github.apimreconnect.mockarm.internal.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The newest events other than those of requests, which therefore never push them out. Not thread-safe. */
final class StateEvents {
    static final int MOST = 1024;
    /** In characters, of which nearly all are Latin-1 and take one byte. */
    static final int MOST_TEXT = 1024 * 1024;

    private final Deque<StateEvent> events = new ArrayDeque<>();
    private long text;
    private long dropped;

    void add(StateEvent event) {
        events.add(event);
        text += event.length();
        while (events.size() > MOST || text > MOST_TEXT) {
            StateEvent oldest = events.remove();
            text -= oldest.length();
            dropped = oldest.number();
        }
    }

    void clear() {
        events.clear();
        text = 0;
        dropped = 0;
    }

    /** Drops all but the newest event of the clock, which a reset does not change. */
    void reset() {
        StateEvent clock = null;
        for (StateEvent event : events) {
            clock = event.name().equals(StateEvent.CLOCK) ? event : clock;
        }
        clear();
        if (clock != null) {
            add(clock);
        }
    }

    /** Returns the number of the newest event that was dropped. */
    long dropped() {
        return dropped;
    }

    /** Returns whether a use of a script is an event after a number. */
    boolean hasUse(long script, long after) {
        for (Iterator<StateEvent> newest = events.descendingIterator(); newest.hasNext(); ) {
            StateEvent event = newest.next();
            if (event.number() <= after) {
                return false;
            }
            if (event.script() == script) {
                return true;
            }
        }
        return false;
    }

    /** Returns the events after one number, up to another. */
    List<StateEvent> between(long after, long last) {
        List<StateEvent> found = new ArrayList<>();
        for (Iterator<StateEvent> newest = events.descendingIterator(); newest.hasNext(); ) {
            StateEvent event = newest.next();
            if (event.number() <= after) {
                break;
            }
            if (event.number() <= last) {
                found.add(0, event);
            }
        }
        return found;
    }
}
