package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.Reconnect;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.connection.Connections;
import io.github.apimreconnect.mockarm.internal.dispatch.PendingScript;
import io.github.apimreconnect.mockarm.internal.journal.AcceptedReconnects;
import io.github.apimreconnect.mockarm.internal.journal.EntryMatcher;
import io.github.apimreconnect.mockarm.internal.journal.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JSON views of the mock's state for the admin API. */
public final class AdminViews {
    private static final int MAX_STEPS_OF_ONE = 1000;
    private static final int MAX_STEPS = 10_000;

    private AdminViews() {}

    public static Map<String, Object> entry(JournalEntry entry) {
        Json view = new Json();
        view.put("number", entry.number());
        view.put("arrived", entry.arrived().toString());
        view.put("method", entry.method());
        view.put("target", entry.target());
        view.put("backend", entry.backend());
        view.put("headers", entry.headers());
        view.put("body", entry.body());
        view.put("status", entry.status());
        view.put("clientRequestId", entry.clientRequestId());
        view.put("requestId", entry.requestId());
        view.put("refusedBy", entry.refusedBy());
        view.put("reason", entry.reason());
        view.put("scripted", EntryMatcher.step(entry));
        view.put("outcome", name(entry.outcome()));
        Duration took = entry.took();
        view.put("tookMicros", took == null ? null : took.toNanos() / 1000);
        return view.map();
    }

    static String name(JournalEntry.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static List<Map<String, Object>> reconnects(AcceptedReconnects reconnects, PageQuery page, Instant now) {
        List<Reconnect> shown =
                page.isNewest() ? reconnects.newest(page.most()) : reconnects.from(page.first(), page.most());
        return shown.stream().map(one -> reconnect(one, now)).toList();
    }

    private static Map<String, Object> reconnect(Reconnect reconnect, Instant now) {
        Json view = new Json();
        view.put("number", reconnect.number());
        view.put("resourceId", reconnect.resourceId());
        view.put("state", reconnect.isDone(now) ? "done" : "pending");
        view.put("accepted", reconnect.accepted().toString());
        view.put("due", reconnect.due().toString());
        view.put("requestId", reconnect.requestId());
        return view.map();
    }

    /** Returns scripts with their next steps, limited per script and in total. */
    static List<Map<String, Object>> scripts(List<PendingScript> scripts) {
        List<Map<String, Object>> views = new ArrayList<>();
        int left = MAX_STEPS;
        for (PendingScript script : scripts) {
            List<Step> next = script.next(Math.min(left, MAX_STEPS_OF_ONE));
            left -= next.size();
            views.add(script(script, next));
        }
        return views;
    }

    private static Map<String, Object> script(PendingScript script, List<Step> next) {
        Json view = new Json();
        view.put(
                "scope",
                new Json()
                        .put("subscription", script.scope().subscription())
                        .put("backend", script.scope().backend())
                        .map());
        view.put("unused", next.stream().map(Step::toString).toList());
        view.put("unusedCount", script.unusedCount());
        return view.map();
    }

    static Map<String, Object> stats(Memory memory, Connections connections, Instant now) {
        int pending = memory.reconnects().countPending(now);
        Json view = new Json();
        view.put("requests", memory.journal().count());
        view.put("journalDropped", memory.journal().dropped());
        view.put("statuses", memory.stats().statuses());
        view.put("refusals", memory.stats().refusals());
        view.put("scripted", memory.stats().scripted());
        view.put("reconnectsPending", pending);
        view.put("reconnectsDone", memory.reconnects().count() - pending);
        view.put("inFlight", connections.inFlight().count());
        view.put("connections", connections.open().size());
        return view.map();
    }
}
