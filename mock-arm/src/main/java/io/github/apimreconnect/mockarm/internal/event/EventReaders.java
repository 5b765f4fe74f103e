package io.github.apimreconnect.mockarm.internal.event;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The readers of the stream. Of each it keeps its place, and at most the writes of one flush. Those at the same place get
 * the same bytes. Used on one event loop.
 */
final class EventReaders {
    /** The most places written for in one flush; readers at others are in the next ones, oldest place first. */
    private static final int MOST_PLACES = 4;

    private static final ByteBuf ALIVE =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(": alive\n\n", StandardCharsets.US_ASCII));

    private final EventLog log;
    private final EventText text;
    private final List<EventReader> readers = new ArrayList<>();
    private String stats = "";
    private long statsVersion;

    EventReaders(EventLog log, EventText text) {
        this.log = log;
        this.text = text;
    }

    int count() {
        return readers.size();
    }

    EventReader add(Channel channel, @Nullable EventId had) {
        EventReader reader = new EventReader(channel, statsVersion);
        readers.add(reader);
        greet(reader, had, "retry: 1000\n");
        return reader;
    }

    void remove(EventReader reader) {
        readers.remove(reader);
        setFloor();
    }

    /** Sends a reader its start, which is after the newest event if some that it has not had are gone. */
    private void greet(EventReader reader, @Nullable EventId had, String before) {
        EventLog.Start start = log.start(had);
        reader.moveTo(start.place(), null);
        ByteBuf hello = reader.channel().alloc().buffer();
        hello.writeCharSequence(before, StandardCharsets.US_ASCII);
        text.event(hello, start.place(), "hello", text.hello(start));
        reader.write(hello);
    }

    void newStats(String json) {
        stats = json;
        statsVersion++;
    }

    /** Writes new events to each reader whose earlier writes have ended. */
    void flush() {
        EventLog.State state = log.state();
        List<EventReader> ready = new ArrayList<>();
        for (EventReader reader : readers) {
            reader.note(state);
            if (reader.isReady()) {
                ready.add(reader);
            }
        }
        ready.sort((one, other) -> Long.compare(one.place(), other.place()));
        int places = 0;
        for (int i = 0; i < ready.size(); ) {
            int next = i + 1;
            while (next < ready.size() && isSame(ready.get(i), ready.get(next))) {
                next++;
            }
            EventReader reader = ready.get(i);
            if (reader.place() < state.dropped()) {
                ready.subList(i, next).forEach(one -> greet(one, null, ""));
            } else if ((reader.place() < state.last() || reader.left() != null) && places < MOST_PLACES) {
                places++;
                write(ready.subList(i, next));
            }
            i = next;
        }
        writeStats(ready);
        setFloor();
    }

    private static boolean isSame(EventReader one, EventReader other) {
        return one.place() == other.place() && Objects.equals(one.left(), other.left());
    }

    private void write(List<EventReader> same) {
        EventReader first = same.get(0);
        EventText.Written written =
                text.after(first.place(), first.left(), first.channel().alloc());
        try {
            for (EventReader reader : same) {
                reader.moveTo(written.place(), written.left());
                if (written.bytes().isReadable()) {
                    reader.write(written.bytes().retainedDuplicate());
                }
            }
        } finally {
            written.bytes().release();
        }
    }

    /** Writes the counts to readers that do not have them. */
    private void writeStats(List<EventReader> ready) {
        for (EventReader reader : ready) {
            if (!reader.hasStats(statsVersion)) {
                ByteBuf bytes = reader.channel().alloc().buffer();
                text.event(bytes, reader.place(), "stats", stats);
                reader.write(bytes);
            }
        }
    }

    void keepAlive() {
        for (EventReader reader : readers) {
            if (reader.isReady()) {
                reader.write(ALIVE.duplicate());
            }
        }
    }

    private void setFloor() {
        long floor = Long.MAX_VALUE;
        for (EventReader reader : readers) {
            floor = Math.min(floor, reader.place());
        }
        log.floor(floor);
    }
}
