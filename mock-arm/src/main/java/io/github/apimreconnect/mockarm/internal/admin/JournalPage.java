package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.journal.EntryMatcher;
import io.github.apimreconnect.mockarm.internal.journal.JournalWindow;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import io.github.apimreconnect.mockarm.internal.journal.RequestJournal;
import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the journal, as JSON. It is built on an event loop, so everything is bounded: the entries examined, the
 * work of matching them, and the bytes.
 */
final class JournalPage {
    /** Only a page with a single entry may be longer. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final JournalWindow window;
    private final JournalQuery query;
    private final long lastEvent;
    private final StringBuilder entries = new StringBuilder();
    private long bytes;
    private long next;

    private JournalPage(JournalWindow window, JournalQuery query, long lastEvent) {
        this.lastEvent = lastEvent;
        this.window = window;
        this.query = query;
    }

    /** Returns the header with the number of the newest event that an answer includes. */
    static Header lastEvent(long number) {
        return new Header("x-mock-last-event", Long.toString(number));
    }

    static Reply reply(int status, RequestJournal journal, JournalQuery query, long lastEvent, @Nullable String error) {
        return Reply.jsonText(status, of(journal, query, lastEvent, error)).with(lastEvent(lastEvent));
    }

    /**
     * Builds a page; throws if dropped entries might belong in it.
     *
     * @param lastEvent the number of the newest event, taken before
     * @param error the error it begins with, or null
     */
    static String of(RequestJournal journal, JournalQuery query, long lastEvent, @Nullable String error) {
        boolean newest = query.page().isNewest();
        JournalWindow window = newest
                ? journal.newest(PageQuery.MOST)
                : journal.window(query.page().first(), PageQuery.MOST);
        JournalPage page = new JournalPage(window, query, lastEvent);
        if (newest) {
            page.addAll(page.newest(query.page().most()));
        } else {
            page.addFrom(query.page().first(), query.page().most());
        }
        return page.text(error);
    }

    /** Returns the newest matches; throws if there are too few and an older entry might match. */
    private List<RecordedRequest> newest(int most) {
        Deque<RecordedRequest> found = new ArrayDeque<>();
        long work = 0;
        for (int i = window.entries().size() - 1; i >= 0 && found.size() < most; i--) {
            RecordedRequest entry = window.entries().get(i);
            work += EntryMatcher.work(query.filter(), entry);
            if (work > EntryMatcher.MAX_WORK) {
                throw tooMuch(entry.number());
            }
            if (EntryMatcher.matches(query.filter(), entry)) {
                found.addFirst(entry);
            }
        }
        if (found.size() < most) {
            require(1);
            if (window.first() > window.dropped() + 1) {
                throw tooMuch(window.first() - 1);
            }
        }
        return new ArrayList<>(found);
    }

    private static IllegalStateException tooMuch(long number) {
        return new IllegalStateException("'limit' searches only the newest requests, and stopped at number " + number
                + "; to read all, page from 'after=0'");
    }

    private void addAll(List<RecordedRequest> found) {
        for (RecordedRequest entry : found) {
            if (!add(entry)) {
                return;
            }
            next = entry.number();
        }
        next = 0;
    }

    private void addFrom(long first, int most) {
        require(first);
        int added = 0;
        long work = 0;
        for (RecordedRequest entry : window.entries()) {
            work += EntryMatcher.work(query.filter(), entry);
            if (EntryMatcher.matches(query.filter(), entry)) {
                if (!add(entry)) {
                    break;
                }
                added++;
            }
            next = entry.number();
            if (added == most || work > EntryMatcher.MAX_WORK) {
                break;
            }
        }
        next = next < window.written() ? next : 0;
    }

    private void require(long first) {
        if (!query.retained()) {
            window.require(first, query.filter());
        }
    }

    /** Adds an entry; returns false if the page is full. */
    private boolean add(RecordedRequest entry) {
        String json = Json.text(AdminViews.entry(entry));
        int size = ByteBufUtil.utf8Bytes(json);
        if (bytes > 0 && bytes + size > MAX_BYTES) {
            return false;
        }
        bytes += size;
        entries.append(entries.length() == 0 ? "" : ",").append(json);
        return true;
    }

    private String text(@Nullable String error) {
        StringBuilder text = new StringBuilder(entries.length() + 200)
                .append(error == null ? "{" : "{\"error\":" + Json.text(error) + ",")
                .append("\"count\":")
                .append(window.written())
                .append(",\"dropped\":")
                .append(window.dropped())
                .append(",\"lastEvent\":")
                .append(lastEvent);
        if (next > 0) {
            text.append(",\"next\":").append(next);
        }
        return text.append(",\"entries\":[").append(entries).append("]}").toString();
    }
}
