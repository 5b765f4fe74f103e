package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.connection.PlannedReply;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
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
 * The event stream (SSE) of the admin API, with an event for each journal entry. A slow reader misses events. Each
 * reader holds at most one event beyond what its socket accepts, and the number of readers is limited.
 */
@SuppressWarnings("FutureReturnValueIgnored") // writes are fire-and-forget
public final class Events {
    static final int MAX_READERS = 64;
    /** A longer event omits the request body; the journal has it. */
    static final int MAX_EVENT = 64 * 1024;

    /** The head of the stream. */
    private static final Reply HEAD = new Reply(
            200,
            null,
            List.of(new Header("Content-Type", "text/event-stream"), new Header("Cache-Control", "no-store")),
            new byte[0],
            true);

    private static final int ALIVE_SECONDS = 15;

    private final Set<Channel> readers = ConcurrentHashMap.newKeySet();

    boolean isFull() {
        return readers.size() >= MAX_READERS;
    }

    /** Returns a reply that subscribes its connection to the stream. */
    PlannedReply stream() {
        return PlannedReply.stream(HEAD, this::add);
    }

    /** Adds a reader until its connection closes, and sends it periodic keep-alives. */
    private void add(Channel reader) {
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

    public void publish(RecordedRequest entry) {
        if (!readers.isEmpty()) {
            publish("request", json(entry));
        }
    }

    private static String json(RecordedRequest entry) {
        Map<String, Object> view = AdminViews.entry(entry);
        if (entry.weight() <= MAX_EVENT) {
            String json = Json.text(view);
            if (json.length() <= MAX_EVENT) {
                return json;
            }
        }
        view.remove("body");
        return Json.text(view);
    }

    public void publish(String event, String json) {
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
