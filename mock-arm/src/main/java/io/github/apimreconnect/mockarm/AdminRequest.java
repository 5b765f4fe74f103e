package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the admin API is asked, read from queries and JSON; every error names the field. */
final class AdminRequest {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

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
            JsonNode json = JSON.readTree(request.body());
            if (!json.isObject()) {
                throw new IllegalArgumentException("The body must be a JSON object");
            }
            return json;
        } catch (IOException e) {
            throw new IllegalArgumentException("The body must be a JSON object", e);
        }
    }

    /** Reads {@code {"scope":{"subscription":"*","backend":"proxy*"},"steps":["reset","service-locked"],"count":2}}. */
    static Scripted script(JsonNode json) {
        only(json, "", Set.of("scope", "steps", "count"));
        JsonNode scope = json.path("scope");
        only(scope, "scope.", Set.of("subscription", "backend"));
        JsonNode asked = json.path("steps");
        if (!asked.isArray() || asked.isEmpty()) {
            throw new IllegalArgumentException("'steps' must be a list of answers and faults, see /_mock/answers");
        }
        List<Step> steps = new ArrayList<>();
        int count = count(json);
        for (int i = 0; i < count; i++) {
            asked.forEach(step -> steps.add(Step.parse(step.asText())));
        }
        return new Scripted(
                new Scope(
                        scope.path("subscription").asText("*"),
                        scope.path("backend").asText("*")),
                steps);
    }

    /** Reads {@code {"fault":"refuse","count":3}}. */
    static ConnectionFault connectionFault(JsonNode json) {
        only(json, "", Set.of("fault", "count"));
        return ConnectionFault.parse(json.path("fault").asText());
    }

    /** How often, once unless said; no more than anyone would wait for. */
    static int count(JsonNode json) {
        JsonNode count = json.path("count");
        if (count.isMissingNode()) {
            return 1;
        }
        if (!count.isInt() || count.intValue() < 1 || count.intValue() > 100_000) {
            throw new IllegalArgumentException("'count' must be from 1 to 100000, but was " + count);
        }
        return count.intValue();
    }

    /** Reads {@code {"advance":"PT2M"}}. */
    static Duration advance(JsonNode json) {
        only(json, "", Set.of("advance"));
        return Iso8601Duration.parse(json.path("advance").asText())
                .orElseThrow(() -> new IllegalArgumentException(
                        "'advance' must be an ISO 8601 duration such as PT2M, but was " + json.path("advance")));
    }

    /** The entries that a query asks for; with {@code retained=true} those that are left, dropped ones or not. */
    static List<JournalEntry> entries(Journal journal, ArmRequest request) {
        Map<String, String> query = Query.all(request.query());
        boolean retained = "true".equals(query.remove("retained"));
        JournalFilter filter = filter(query);
        return retained ? journal.retained().stream().filter(filter::matches).toList() : journal.entries(filter);
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
                            + "' is none of backend, status, clientRequestId, since, retained");
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
