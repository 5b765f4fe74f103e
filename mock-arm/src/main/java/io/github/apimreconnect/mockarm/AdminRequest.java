package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the admin API is asked, read from queries and JSON; every error names the field. */
final class AdminRequest {
    /** More than anyone would wait for. */
    private static final int MAX_COUNT = 100_000;

    private AdminRequest() {}

    /**
     * A script asked for.
     *
     * @param scope which requests
     * @param steps the steps, as often as asked
     */
    record Scripted(Scope scope, List<Step> steps) {}

    static JsonNode json(ArmRequest request) {
        try {
            JsonNode json = Jackson.read(request.body());
            if (!json.isObject()) {
                throw new IllegalArgumentException("The body must be a JSON object");
            }
            return json;
        } catch (IOException e) {
            throw new IllegalArgumentException("The body must be a JSON object", e);
        }
    }

    /** Reads {@code {"scope":{"subscription":"*","backend":"proxy*"},"steps":["reset","service-locked"],"count":2}}. */
    static Scripted script(JsonNode json, CannedAnswers answers) {
        only(json, "", Set.of("scope", "steps", "count"));
        JsonNode scope = json.path("scope");
        if (!scope.isObject() && !scope.isMissingNode()) {
            throw new IllegalArgumentException("'scope' must be an object with 'subscription' and 'backend'");
        }
        only(scope, "scope.", Set.of("subscription", "backend"));
        JsonNode asked = json.path("steps");
        if (!asked.isArray() || asked.isEmpty()) {
            throw new IllegalArgumentException("'steps' must be a list of answers and faults, see /_mock/answers");
        }
        List<Step> once = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            once.add(step(asked.get(i), "steps[" + i + "]", answers));
        }
        int count = count(json);
        if ((long) count * once.size() > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "'count' must be less: " + count + " times " + once.size() + " steps are too many; see 'reset*N'");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.addAll(once);
        }
        return new Scripted(new Scope(glob(scope, "subscription"), glob(scope, "backend")), steps);
    }

    private static Step step(JsonNode json, String field, CannedAnswers answers) {
        try {
            Step step = Step.parse(text(json, field));
            answers.require(step.answer());
            return step;
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(why.startsWith("'" + field) ? why : "'" + field + "': " + why, e);
        }
    }

    private static String glob(JsonNode scope, String field) {
        return scope.has(field) ? text(scope.get(field), "scope." + field) : "*";
    }

    private static String text(JsonNode json, String field) {
        if (!json.isTextual()) {
            throw new IllegalArgumentException(
                    "'" + field + "' must be text, but " + (json.isMissingNode() ? "is missing" : "was " + json));
        }
        return json.textValue();
    }

    /** Reads {@code {"fault":"refuse","count":3}}. */
    static ConnectionFault connectionFault(JsonNode json) {
        only(json, "", Set.of("fault", "count"));
        String fault = text(json.path("fault"), "fault");
        try {
            return ConnectionFault.parse(fault);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'fault': " + e.getMessage(), e);
        }
    }

    /** How often, once unless said. */
    static int count(JsonNode json) {
        JsonNode count = json.path("count");
        if (count.isMissingNode()) {
            return 1;
        }
        if (!count.isInt() || count.intValue() < 1 || count.intValue() > MAX_COUNT) {
            throw new IllegalArgumentException("'count' must be from 1 to " + MAX_COUNT + ", but was " + count);
        }
        return count.intValue();
    }

    /** Reads {@code {"advance":"PT2M"}}. */
    static Duration advance(JsonNode json) {
        only(json, "", Set.of("advance"));
        String advance = text(json.path("advance"), "advance");
        return Iso8601Duration.parse(advance)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'advance' must be an ISO 8601 duration such as PT2M, but was '" + advance + "'"));
    }

    /** The entries a query asks for: with {@code retained=true} of those left, with {@code limit} the newest so many. */
    static List<JournalEntry> entries(Journal journal, ArmRequest request) {
        Map<String, String> query = Query.all(request.query());
        boolean retained = flag("retained", query.remove("retained"));
        int limit = limit(query.remove("limit"));
        JournalFilter filter = filter(query);
        List<JournalEntry> all =
                retained ? journal.retained().stream().filter(filter::matches).toList() : journal.entries(filter);
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    private static int limit(@Nullable String value) {
        if (value == null) {
            return Integer.MAX_VALUE;
        }
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("'limit' must be from 1 to 999999, but was " + value);
        }
        return Integer.parseInt(value);
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
                case "backend" -> filter.backend(value);
                case "status" -> filter.status(status(value));
                case "clientRequestId" -> filter.clientRequestId(value);
                case "since" -> filter.since(instant(value));
                case "" -> filter;
                default ->
                    throw new IllegalArgumentException("'" + parameter.getKey()
                            + "' is none of backend, status, clientRequestId, since, limit, retained");
            };
        }
        return filter;
    }

    private static int status(String text) {
        if (!text.matches("[1-5][0-9]{2}")) {
            throw new IllegalArgumentException("'status' must be from 100 to 599, but was " + text);
        }
        return Integer.parseInt(text);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'since' must be a time such as 2026-11-22T10:15:30Z, but was " + text, e);
        }
    }

    private static void only(JsonNode json, String prefix, Set<String> fields) {
        json.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException("'" + prefix + field + "' is none of "
                        + String.join(", ", fields.stream().sorted().toList()));
            }
        });
    }
}
