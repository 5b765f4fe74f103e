package io.github.apimreconnect.mockarm;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The event stream (SSE) of the admin API: an event for each entry of the journal. A reader that is slow misses some. */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a write
final class Events {
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

    /** A reader, until it goes; now and then it is told that the mock is alive. */
    void add(Channel reader) {
        readers.add(reader);
        var alive = reader.eventLoop()
                .scheduleAtFixedRate(() -> send(reader, ": alive\n\n"), 0, ALIVE_SECONDS, TimeUnit.SECONDS);
        reader.closeFuture().addListener(closed -> {
            readers.remove(reader);
            alive.cancel(false);
        });
    }

    void publish(JournalEntry entry) {
        if (!readers.isEmpty()) {
            publish("request", Jackson.text(AdminViews.entry(entry)));
        }
    }

    void publish(String event, String json) {
        readers.forEach(reader -> send(reader, "event: " + event + "\ndata: " + json + "\n\n"));
    }

    private static void send(Channel reader, String text) {
        if (reader.isWritable()) {
            reader.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        }
    }
}
