package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The event stream (SSE) of the admin API: an event for each entry of the journal. A reader that is slow misses some, and
 * holds one event beside what its socket takes: that, times the readers, is what all hold at most.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a write
final class Events {
    static final int MAX_READERS = 64;
    /** Of a longer event the body is left out; the journal has it. */
    static final int MAX_EVENT = 64 * 1024;

    /** Says to the connection that the answer is this stream. */
    static final Reply STREAM = new Reply(
            200,
            null,
            List.of(new Header("Content-Type", "text/event-stream"), new Header("Cache-Control", "no-store")),
            new byte[0],
            true);

    private static final int ALIVE_SECONDS = 15;

    private final Set<Channel> readers = ConcurrentHashMap.newKeySet();

    @SuppressWarnings("ReferenceEquality") // a record's first comparison costs a new process a twentieth of its start
    static boolean isStream(Reply reply) {
        return reply == STREAM;
    }

    boolean isFull() {
        return readers.size() >= MAX_READERS;
    }

    /** A reader, until it goes; now and then it is told that the mock is alive. */
    void add(Channel reader) {
        readers.add(reader);
        var alive = reader.eventLoop()
                .scheduleAtFixedRate(
                        () -> send(reader, Unpooled.copiedBuffer(": alive\n\n", StandardCharsets.UTF_8)),
                        0,
                        ALIVE_SECONDS,
                        TimeUnit.SECONDS);
        reader.closeFuture().addListener(closed -> {
            readers.remove(reader);
            alive.cancel(false);
        });
    }

    void publish(JournalEntry entry) {
        if (!readers.isEmpty()) {
            publish("request", json(entry));
        }
    }

    private static String json(JournalEntry entry) {
        Map<String, Object> view = AdminViews.entry(entry);
        if (entry.weight() <= MAX_EVENT) {
            String json = Jackson.text(view);
            if (json.length() <= MAX_EVENT) {
                return json;
            }
        }
        view.remove("body");
        return Jackson.text(view);
    }

    void publish(String event, String json) {
        ByteBuf text = Unpooled.copiedBuffer("event: " + event + "\ndata: " + json + "\n\n", StandardCharsets.UTF_8);
        try {
            readers.forEach(reader -> send(reader, text.retainedDuplicate()));
        } finally {
            text.release();
        }
    }

    private static void send(Channel reader, ByteBuf text) {
        if (reader.isWritable()) {
            reader.writeAndFlush(text);
        } else {
            text.release();
        }
    }
}
