package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the admin API shows, as JSON values. */
final class AdminViews {
    private AdminViews() {}

    static Map<String, Object> entry(JournalEntry entry) {
        Json view = new Json();
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
        Step step = entry.scripted();
        view.put("scripted", step == null ? null : step.times(1).toString());
        view.put("outcome", entry.outcome().name().toLowerCase(Locale.ROOT));
        Duration took = entry.took();
        view.put("tookMicros", took == null ? null : took.toNanos() / 1000);
        return view.map();
    }

    static Map<String, Object> journal(Journal journal, List<JournalEntry> entries) {
        Json view = new Json();
        view.put("count", journal.count());
        view.put("dropped", journal.dropped());
        view.put("entries", entries.stream().map(AdminViews::entry).toList());
        return view.map();
    }

    static Map<String, Object> reconnect(Reconnect reconnect, Instant now) {
        Json view = new Json();
        view.put("resourceId", reconnect.resourceId());
        view.put("state", reconnect.isDone(now) ? "done" : "pending");
        view.put("accepted", reconnect.accepted().toString());
        view.put("due", reconnect.due().toString());
        view.put("requestId", reconnect.requestId());
        return view.map();
    }

    static Map<String, Object> script(Script script) {
        Json view = new Json();
        view.put(
                "scope",
                new Json()
                        .put("subscription", script.scope().subscription())
                        .put("backend", script.scope().backend())
                        .map());
        view.put("unused", script.unused().stream().map(Step::toString).toList());
        return view.map();
    }

    static Map<String, Object> stats(ArmService service) {
        Instant now = service.now();
        List<Reconnect> reconnects = service.reconnects().all();
        long pending = reconnects.stream().filter(one -> !one.isDone(now)).count();
        Json view = new Json();
        view.put("requests", service.journal().count());
        view.put("journalDropped", service.journal().dropped());
        view.put("statuses", service.stats().statuses());
        view.put("refusals", service.stats().refusals());
        view.put("scripted", service.stats().scripted());
        view.put("reconnectsPending", pending);
        view.put("reconnectsDone", reconnects.size() - pending);
        view.put("inFlight", service.inFlight().count());
        view.put("connections", service.connections().size());
        return view.map();
    }
}
