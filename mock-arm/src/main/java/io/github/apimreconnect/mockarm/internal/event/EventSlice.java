package io.github.apimreconnect.mockarm.internal.event;

import java.util.List;

/** Consecutive events. */
final class EventSlice {
    private final List<StateEvent> states;
    private final long[] events;
    private final long[] entries;
    private final long end;

    /**
     * Creates a slice.
     *
     * @param states the events with a text of their own
     * @param events the numbers of the events of the journal
     * @param entries for each of these, twice the number of its entry, plus 1 if the answer ended
     * @param end the number up to which the slice is complete
     */
    EventSlice(List<StateEvent> states, long[] events, long[] entries, long end) {
        this.states = states;
        this.events = events;
        this.entries = entries;
        this.end = end;
    }

    List<StateEvent> states() {
        return states;
    }

    /** Returns the number of the events of the journal. */
    int size() {
        return events.length;
    }

    long event(int index) {
        return events[index];
    }

    long entry(int index) {
        return entries[index] >> 1;
    }

    boolean isEnd(int index) {
        return (entries[index] & 1) == 1;
    }

    long end() {
        return end;
    }
}
