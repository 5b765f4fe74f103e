package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.JournalFilter;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.Glob;
import io.github.apimreconnect.mockarm.internal.arm.Query;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query of the journal.
 *
 * @param filter the filter on entries
 * @param page the page of the matching entries
 * @param retained whether the retained entries suffice if some were dropped
 * @param await what to wait for, if anything
 */
record JournalQuery(JournalFilter filter, PageQuery page, boolean retained, Optional<AwaitQuery> await) {
    static JournalQuery of(ArmRequest request) {
        Map<String, String> query = Query.all(request.query());
        JournalFilter filter = filter(query);
        Optional<AwaitQuery> await = AwaitQuery.of(query);
        if (await.isPresent() && filter.outcome() != null) {
            throw new IllegalArgumentException(
                    "'outcome' changes after a request is recorded, so it cannot be combined with 'await'");
        }
        return new JournalQuery(filter, PageQuery.of(query), flag("retained", query.get("retained")), await);
    }

    /** Returns the number before the first entry that the query is about. */
    long after() {
        Long after = page.after();
        return after == null ? 0 : after;
    }

    private static boolean flag(String name, @Nullable String value) {
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("'" + name + "' must be true or false, but was " + value);
        }
        return "true".equals(value);
    }

    private static JournalFilter filter(Map<String, String> query) {
        JournalFilter filter = JournalFilter.ALL;
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            String value = parameter.getValue();
            filter = switch (parameter.getKey()) {
                case "backend" -> filter.backend(Glob.checked("backend", value));
                case "status" -> filter.status(status(value));
                case "clientRequestId" -> filter.clientRequestId(value);
                case "since" -> filter.since(instant(value));
                case "method" -> filter.method(value);
                case "refusedBy" -> filter.refusedBy(Glob.checked("refusedBy", value));
                case "scripted" -> filter.scripted(Glob.checked("scripted", value));
                case "outcome" -> filter.outcome(outcome(value));
                default -> filter;
            };
        }
        return filter;
    }

    private static int status(String text) {
        long status = text.length() == 3 ? PageQuery.number(text) : -1;
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("'status' must be from 100 to 599, but was " + text);
        }
        return (int) status;
    }

    private static JournalEntry.Outcome outcome(String text) {
        return Stream.of(JournalEntry.Outcome.values())
                .filter(outcome -> AdminViews.name(outcome).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'outcome' must be one of "
                        + Stream.of(JournalEntry.Outcome.values())
                                .map(AdminViews::name)
                                .collect(Collectors.joining(", "))
                        + ", but was " + text));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'since' must be a time such as 2026-11-22T10:15:30Z, but was " + text, e);
        }
    }
}
