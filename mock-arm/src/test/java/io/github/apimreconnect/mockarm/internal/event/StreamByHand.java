package io.github.apimreconnect.mockarm.internal.event;

import io.github.apimreconnect.mockarm.JournalEntry.Outcome;
import io.github.apimreconnect.mockarm.internal.admin.AdminViews;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswers;
import io.github.apimreconnect.mockarm.internal.dispatch.Dispatcher;
import io.github.apimreconnect.mockarm.internal.dispatch.RandomFaults;
import io.github.apimreconnect.mockarm.internal.journal.Entries;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.journal.RequestJournal;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream without sockets, whose time passes when a test says so. */
final class StreamByHand {
    final EventLog log = new EventLog("mockmock", AdminViews::ofEvent);
    final RequestJournal journal = new RequestJournal(10_000, log);
    final Dispatcher dispatcher = new Dispatcher(CannedAnswers.shipped(), RandomFaults.NONE, log);
    private final EventStream stream = new EventStream(log, journal, dispatcher, new Views(), Clock.systemUTC());
    private final EmbeddedChannel time = new EmbeddedChannel();
    private final List<ReaderByHand> readers = new ArrayList<>();

    StreamByHand() {
        time.freezeTime();
        stream.home(time.eventLoop());
    }

    private final class Views implements EventViews {
        @Override
        public Map<String, Object> entry(RecordedRequest entry) {
            return AdminViews.entry(entry);
        }

        @Override
        public Map<String, Object> stats() {
            return Map.of("requests", journal.count());
        }

        @Override
        public Map<String, Object> clockNow() {
            return Map.of("now", "2026-01-01T00:00:00Z", "clock", "real");
        }
    }

    /** Adds a reader that had an event, or null. */
    ReaderByHand reader(@Nullable String had) {
        ReaderByHand reader = new ReaderByHand();
        readers.add(reader);
        var start = stream.reply(had == null ? null : EventId.of(had)).stream();
        if (start == null) {
            throw new AssertionError("no stream");
        }
        start.accept(reader.channel());
        pass(0);
        return reader;
    }

    /** Lets the time of this many flushes pass. */
    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            pass(EventStream.TICK_MILLIS);
        }
    }

    /** Lets time pass. */
    void pass(long millis) {
        time.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        time.runPendingTasks();
        time.runScheduledPendingTasks();
    }

    void close() {
        readers.forEach(ReaderByHand::close);
        time.finishAndReleaseAll();
    }

    RecordedRequest request() {
        return request("");
    }

    RecordedRequest request(String body) {
        RecordedRequest entry = Entries.accepted("b", body.getBytes(StandardCharsets.UTF_8), 1);
        journal.write(entry, Entries.REPLY);
        return entry;
    }

    void end(RecordedRequest entry) {
        if (entry.end(Outcome.SENT)) {
            log.answered(entry.number());
        }
    }

    void answeredRequests(int count) {
        for (int i = 0; i < count; i++) {
            end(request());
        }
    }
}
