package io.github.apimreconnect.mockarm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A page of the journal, as JSON. It is made on an event loop, so all of it has a bound: the entries looked at, the work
 * of matching them, and the bytes.
 */
final class JournalPage {
    /** A longer page has one entry. */
    private static final int MAX_CHARACTERS = 1024 * 1024;

    /** Characters that filters compare: at worst, some ten milliseconds. */
    private static final long MAX_WORK = 8_000_000;

    private final Journal.Window window;
    private final JournalQuery query;
    private final StringBuilder entries = new StringBuilder();
    private long next;

    private JournalPage(Journal.Window window, JournalQuery query) {
        this.window = window;
        this.query = query;
    }

    /** Makes a page, or throws if entries were dropped that might belong in it. */
    static String of(Journal journal, JournalQuery query) {
        boolean newest = query.page().isNewest();
        Journal.Window window = newest
                ? journal.newest(PageQuery.MOST)
                : journal.window(query.page().first(), PageQuery.MOST);
        JournalPage page = new JournalPage(window, query);
        if (newest) {
            page.addAll(page.newest(query.page().most()));
        } else {
            page.addFrom(query.page().first(), query.page().most());
        }
        return page.text();
    }

    /** The newest that match. Too few of them are an answer only if no older one could. */
    private List<JournalEntry> newest(int most) {
        Deque<JournalEntry> found = new ArrayDeque<>();
        long work = 0;
        for (int i = window.entries().size() - 1; i >= 0 && found.size() < most; i--) {
            JournalEntry entry = window.entries().get(i);
            work += query.filter().work(entry);
            if (work > MAX_WORK) {
                throw tooMuch(entry.number());
            }
            if (query.filter().matches(entry)) {
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
        return new IllegalStateException("'limit' looks for the newest among so many requests only, and came to number "
                + number + "; read all with 'after=0' and on");
    }

    private void addAll(List<JournalEntry> found) {
        for (JournalEntry entry : found) {
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
        for (JournalEntry entry : window.entries()) {
            work += query.filter().work(entry);
            if (query.filter().matches(entry)) {
                if (!add(entry)) {
                    break;
                }
                added++;
            }
            next = entry.number();
            if (added == most || work > MAX_WORK) {
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

    /** Adds an entry, unless the page is full. */
    private boolean add(JournalEntry entry) {
        String json = Jackson.text(AdminViews.entry(entry));
        if (entries.length() > 0 && entries.length() + json.length() > MAX_CHARACTERS) {
            return false;
        }
        entries.append(entries.length() == 0 ? "" : ",").append(json);
        return true;
    }

    private String text() {
        StringBuilder text = new StringBuilder(entries.length() + 100)
                .append("{\"count\":")
                .append(window.written())
                .append(",\"dropped\":")
                .append(window.dropped());
        if (next > 0) {
            text.append(",\"next\":").append(next);
        }
        return text.append(",\"entries\":[").append(entries).append("]}").toString();
    }
}
