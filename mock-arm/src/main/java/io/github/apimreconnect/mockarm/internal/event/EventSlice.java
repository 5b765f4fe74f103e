package io.github.apimreconnect.mockarm.internal.event;

import java.util.List;

/**
 * Some events in a row.
 *
 * @param states those with a text of their own
 * @param events the numbers of those of the journal
 * @param entries twice the numbers of their entries, and 1 more if the answer ended
 * @param end the number up to which there are no others
 */
record EventSlice(List<StateEvent> states, long[] events, long[] entries, long end) {
    long entry(int index) {
        return entries[index] >> 1;
    }

    boolean isEnd(int index) {
        return (entries[index] & 1) == 1;
    }
}
