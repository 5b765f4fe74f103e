package io.github.apimreconnect.mockarm.internal.event;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.dispatch.Dispatcher;
import io.github.apimreconnect.mockarm.internal.dispatch.PendingScript;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.journal.RequestJournal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes events as the stream sends them: entries and scripts as they are now, except those that are gone. */
final class EventText {
    /** A longer event omits the request body; the journal has it. */
    static final int MAX_EVENT = 64 * 1024;
    /** A flush that has this many bytes starts no other event. */
    static final int MAX_BYTES = 192 * 1024;

    private final EventLog log;
    private final RequestJournal journal;
    private final Dispatcher dispatcher;
    private final EventViews views;

    EventText(EventLog log, RequestJournal journal, Dispatcher dispatcher, EventViews views) {
        this.log = log;
        this.journal = journal;
        this.dispatcher = dispatcher;
        this.views = views;
    }

    /**
     * Events, written.
     *
     * @param bytes their text, to be released
     * @param place the number of the last of them
     * @param left what was left out and not reported yet, or null
     */
    record Written(ByteBuf bytes, long place, @Nullable LeftOut left) {}

    /** Writes the events after a place, or the first of them if there are many. */
    Written after(long place, @Nullable LeftOut left, ByteBufAllocator allocator) {
        ByteBuf bytes = allocator.buffer();
        try {
            return new EventWriter(this, bytes, left).write(place, log.after(place));
        } catch (RuntimeException | Error e) {
            bytes.release();
            throw e;
        }
    }

    void event(ByteBuf out, long number, String name, String data) {
        out.writeCharSequence(
                "id: " + log.mock() + "-" + number + "\nevent: " + name + "\ndata: ", StandardCharsets.US_ASCII);
        out.writeCharSequence(data, StandardCharsets.UTF_8);
        out.writeShort('\n' << 8 | '\n');
    }

    String hello(EventLog.Start start) {
        Json hello = new Json()
                .put("mock", log.mock())
                .put("lastEvent", start.last())
                .put("resumed", start.resumed());
        views.clockNow().forEach(hello::put);
        return Json.text(hello.map());
    }

    /** Returns the data of the use of a script, or null if the script is gone, which has an event of its own. */
    @Nullable
    String use(long number) {
        PendingScript script = dispatcher.script(number);
        return script == null ? null : log.script("used", script);
    }

    RequestJournal journal() {
        return journal;
    }

    String entry(RecordedRequest entry) {
        Map<String, Object> view = views.entry(entry);
        if (entry.weight() <= MAX_EVENT) {
            String json = Json.text(view);
            if (ByteBufUtil.utf8Bytes(json) <= MAX_EVENT) {
                return json;
            }
        }
        view.remove("body");
        return Json.text(view);
    }

    static String ended(JournalEntry entry) {
        Duration took = entry.took();
        return "{\"number\":" + entry.number() + ",\"outcome\":\""
                + entry.outcome().name().toLowerCase(Locale.ROOT) + "\",\"tookMicros\":"
                + (took == null ? 0 : took.toNanos() / 1000) + "}";
    }
}
