package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.InlineStep;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockClock;
import io.github.apimreconnect.mockarm.Reconnect;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.connection.Connections;
import io.github.apimreconnect.mockarm.internal.dispatch.InlineJson;
import io.github.apimreconnect.mockarm.internal.dispatch.PendingScript;
import io.github.apimreconnect.mockarm.internal.journal.AcceptedReconnects;
import io.github.apimreconnect.mockarm.internal.journal.EntryMatcher;
import io.github.apimreconnect.mockarm.internal.journal.KeptReconnect;
import io.github.apimreconnect.mockarm.internal.journal.Memory;
import java.time.Clock;
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
    /** Limit on the inline steps shown, which a script can repeat. */
    private static final long MAX_CHARACTERS = 1024 * 1024;
    /** Limit on the steps shown in an event. */
    private static final long MAX_CHARACTERS_OF_EVENT = 32 * 1024;

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
        view.put("code", entry.code());
        view.put("clientRequestId", entry.clientRequestId());
        view.put("requestId", entry.requestId());
        view.put("refusedBy", entry.refusedBy());
        view.put("reason", entry.reason());
        view.put(
                "alsoRefusedBy",
                entry.alsoRefusedBy().stream().map(AdminViews::refusal).toList());
        view.put("scripted", EntryMatcher.step(entry));
        view.put("outcome", name(entry.outcome()));
        Duration took = entry.took();
        view.put("tookMicros", took == null ? null : took.toNanos() / 1000);
        return view.map();
    }

    private static Map<String, Object> refusal(JournalEntry.Refusal refusal) {
        return new Json()
                .put("check", refusal.check())
                .put("reason", refusal.reason())
                .map();
    }

    static String name(JournalEntry.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static List<Map<String, Object>> reconnects(AcceptedReconnects reconnects, PageQuery page, Instant now) {
        List<KeptReconnect> shown =
                page.isNewest() ? reconnects.newest(page.most()) : reconnects.from(page.first(), page.most());
        return shown.stream().map(one -> reconnect(one, now)).toList();
    }

    private static Map<String, Object> reconnect(KeptReconnect kept, Instant now) {
        Reconnect reconnect = kept.show();
        Json view = new Json();
        view.put("number", reconnect.number());
        view.put("resourceId", reconnect.resourceId());
        view.put("state", reconnect.isDone(now) ? "done" : "pending");
        view.put("accepted", reconnect.accepted().toString());
        view.put("due", reconnect.due().toString());
        view.put("after", kept.asked() ? kept.after().toString() : null);
        view.put("requestId", reconnect.requestId());
        return view.map();
    }

    /** Returns scripts with their next steps, limited per script and in total. */
    static List<Map<String, Object>> scripts(List<PendingScript> scripts) {
        List<Map<String, Object>> views = new ArrayList<>();
        int left = MAX_STEPS;
        long charactersLeft = MAX_CHARACTERS;
        for (PendingScript script : scripts) {
            List<Object> shown = new ArrayList<>();
            for (Step step : script.next(Math.min(left, MAX_STEPS_OF_ONE))) {
                charactersLeft -= step instanceof InlineStep inline ? InlineJson.length(inline) : 0;
                if (charactersLeft < 0) {
                    break;
                }
                shown.add(step(step));
            }
            left -= shown.size();
            views.add(script(script, shown));
        }
        return views;
    }

    /** Returns a script with as many of its next steps as fit into an event. */
    public static Map<String, Object> ofEvent(PendingScript script) {
        List<Object> shown = new ArrayList<>();
        long left = MAX_CHARACTERS_OF_EVENT;
        for (Step step : script.next(MAX_STEPS_OF_ONE)) {
            Object view = step(step);
            left -= step instanceof InlineStep inline
                    ? InlineJson.length(inline)
                    : view.toString().length();
            if (left < 0) {
                break;
            }
            shown.add(view);
        }
        return script(script, shown);
    }

    private static Object step(Step step) {
        return step instanceof InlineStep inline ? InlineJson.of(inline) : step.toString();
    }

    private static Map<String, Object> script(PendingScript script, List<Object> unused) {
        Json view = new Json();
        view.put("number", script.number());
        view.put(
                "scope",
                new Json()
                        .put("subscription", script.scope().subscription())
                        .put("backend", script.scope().backend())
                        .map());
        view.put("unused", unused);
        view.put("unusedCount", script.unusedCount());
        return view.map();
    }

    static Map<String, Object> clock(Clock clock) {
        return new Json()
                .put("now", clock.instant().toString())
                .put("clock", clock instanceof MockClock ? "virtual" : "real")
                .map();
    }

    static Map<String, Object> stats(Memory memory, Connections connections, Instant now) {
        AcceptedReconnects.Counts reconnects = memory.reconnects().count(now);
        Json view = new Json();
        Map<Integer, Long> statuses = memory.stats().statuses();
        view.put(
                "requests",
                statuses.values().stream().mapToLong(Long::longValue).sum());
        view.put("journalDropped", memory.stats().dropped());
        view.put("statuses", statuses);
        view.put("refusals", memory.stats().refusals());
        view.put("scripted", memory.stats().scripted());
        view.put("reconnectsPending", reconnects.pending());
        view.put("reconnectsDone", reconnects.done());
        view.put("inFlight", connections.inFlight().count());
        view.put("connections", connections.open().size());
        return view.map();
    }
}
