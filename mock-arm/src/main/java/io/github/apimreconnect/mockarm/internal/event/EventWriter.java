package io.github.apimreconnect.mockarm.internal.event;

import io.github.apimreconnect.mockarm.JournalEntry.Outcome;
import io.github.apimreconnect.mockarm.internal.journal.JournalWindow;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one slice of the events, in order, until there is enough for one flush. */
final class EventWriter {
    /** The most requests in one flush. */
    static final int MOST_REQUESTS = 100;
    /** The most while events are overwritten before they are sent: sending more would only slow the mock down. */
    static final int MOST_OF_TOO_MANY = 2;

    private final EventText text;
    private final ByteBuf out;
    private final int most;
    private @Nullable LeftOut left;
    private @Nullable JournalWindow window;
    private int requests;
    /** The first and last entry written; if their answers had ended, the entries show it. */
    private long first;

    private long last;

    EventWriter(EventText text, ByteBuf out, @Nullable LeftOut left) {
        this.text = text;
        this.out = out;
        this.left = left;
        this.most = left == null ? MOST_REQUESTS : MOST_OF_TOO_MANY;
    }

    EventText.Written write(long place, EventSlice slice) {
        List<StateEvent> states = slice.states();
        long done = place;
        int state = 0;
        int event = 0;
        while (state < states.size() || event < slice.size()) {
            boolean isState = event == slice.size()
                    || (state < states.size() && states.get(state).number() < slice.event(event));
            if (isFull(slice, isState, event)) {
                return end(done);
            }
            if (isState) {
                done = states.get(state).number();
                write(states.get(state++));
            } else {
                done = slice.event(event);
                write(done, slice, event++);
            }
        }
        return end(slice.end());
    }

    private boolean isFull(EventSlice slice, boolean isState, int event) {
        return out.readableBytes() >= EventText.MAX_BYTES || (!isState && requests == most && !slice.isEnd(event));
    }

    private EventText.Written end(long done) {
        if (left != null && left.last() <= done) {
            tellLeftOut(left);
        }
        return new EventText.Written(out, done, left);
    }

    private void tellLeftOut(LeftOut all) {
        text.event(out, all.last(), "skipped", "{\"from\":" + all.from() + ",\"to\":" + all.to() + "}");
        left = null;
    }

    private void event(long number, String name, String data) {
        if (left != null && left.last() < number) {
            tellLeftOut(left);
        }
        text.event(out, number, name, data);
    }

    private void write(StateEvent state) {
        String data = state.data() == null ? text.use(state.script()) : state.data();
        if (data != null) {
            event(state.number(), state.name(), data);
        }
    }

    private void write(long number, EventSlice slice, int index) {
        if (slice.isEnd(index)) {
            end(number, slice.entry(index));
        } else {
            request(number, slice.entry(index));
        }
    }

    private void request(long number, long entry) {
        if (window == null || entry >= window.first() + window.entries().size()) {
            window = text.journal().window(entry, most);
        }
        long at = entry - window.first();
        if (at >= 0 && at < window.entries().size()) {
            event(number, "request", text.entry(window.entries().get((int) at)));
            requests++;
            first = first == 0 ? entry : first;
            last = entry;
        } else if (entry <= window.dropped()) {
            left = LeftOut.with(left, entry, number);
        }
    }

    private void end(long number, long entry) {
        if (entry >= first && entry <= last) {
            return;
        }
        RecordedRequest ended = text.journal().find(entry);
        if (ended != null && ended.outcome() != Outcome.PENDING) {
            event(number, "answered", EventText.ended(ended));
        }
    }
}
