package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.JournalFilter;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.Glob;
import io.github.apimreconnect.mockarm.internal.arm.Query;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query of the journal.
 *
 * @param filter the filter on entries
 * @param page the page of the matching entries
 * @param retained whether the retained entries suffice if some were dropped
 */
record JournalQuery(JournalFilter filter, PageQuery page, boolean retained) {
    static JournalQuery of(ArmRequest request) {
        Map<String, String> query = Query.all(request.query());
        PageQuery page = PageQuery.takenFrom(query);
        boolean retained = flag("retained", query.remove("retained"));
        return new JournalQuery(filter(query), page, retained);
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
                case "" -> filter;
                default ->
                    throw new IllegalArgumentException("Unknown parameter '" + parameter.getKey()
                            + "'. Known parameters: backend, status, clientRequestId, since, after, limit, retained");
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

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'since' must be a time such as 2026-11-22T10:15:30Z, but was " + text, e);
        }
    }
}
