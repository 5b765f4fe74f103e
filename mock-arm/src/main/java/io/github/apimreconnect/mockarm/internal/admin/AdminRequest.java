package io.github.apimreconnect.mockarm.internal.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.ConnectionFault;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.Glob;
import io.github.apimreconnect.mockarm.internal.arm.Iso8601Duration;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.arm.Query;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswers;
import io.github.apimreconnect.mockarm.internal.dispatch.InlineJson;
import io.github.apimreconnect.mockarm.internal.event.EventId;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses the queries and JSON of admin API requests; every error names the field. */
final class AdminRequest {
    /** More than any test would wait for. */
    private static final int MAX_COUNT = 100_000;

    private static final AsciiString LAST_EVENT_ID = AsciiString.cached("Last-Event-ID");

    private AdminRequest() {}

    /**
     * A requested script.
     *
     * @param scope the requests it applies to
     * @param steps the steps
     * @param count how many times to run all steps
     */
    record Scripted(Scope scope, List<Step> steps, int count) {}

    /** Returns whether a change has a body that is not declared as JSON, as another site's form could send. */
    static boolean hasOtherBody(ArmRequest request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (reads || request.body().length == 0) {
            return false;
        }
        String type = request.header(HttpHeaderNames.CONTENT_TYPE).orElse("");
        int parameters = type.indexOf(';');
        return !(parameters < 0 ? type : type.substring(0, parameters)).strip().equalsIgnoreCase("application/json");
    }

    /** Returns the parameter {@code number}, which is required. */
    static long number(ArmRequest request) {
        Long number = PageQuery.number("number", Query.all(request.query()).get("number"), 1, PageQuery.LAST);
        if (number == null) {
            throw new IllegalArgumentException("'number' is missing");
        }
        return number;
    }

    /** Returns the parameter {@code limit}. */
    static int limit(ArmRequest request, int usual, int most) {
        Long limit = PageQuery.number("limit", Query.all(request.query()).get("limit"), 1, most);
        return limit == null ? usual : Math.toIntExact(limit);
    }

    static JsonNode json(ArmRequest request) {
        try {
            JsonNode json = Json.readStrictly(request.body());
            if (!json.isObject()) {
                throw new IllegalArgumentException("The body must be a JSON object");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The body must be a JSON object without duplicate fields"
                            + Json.place(e)
                                    .map(place -> "; the error is at " + place)
                                    .orElseGet(() -> ": " + e.getOriginalMessage()),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The body must be a JSON object; " + e.getMessage(), e);
        }
    }

    /**
     * Reads {@code {"scope":{"subscription":"*","backend":"proxy*"},"steps":["reset","service-locked"],"count":2}}; a
     * step can also be an object, see {@link InlineJson}.
     */
    static Scripted script(JsonNode json, CannedAnswers answers) {
        only(json, "", Set.of("scope", "steps", "count"));
        JsonNode scope = json.path("scope");
        if (!scope.isObject() && !scope.isMissingNode()) {
            throw new IllegalArgumentException("'scope' must be an object with 'subscription' and 'backend'");
        }
        only(scope, "scope.", Set.of("subscription", "backend"));
        JsonNode asked = json.path("steps");
        if (!asked.isArray() || asked.isEmpty()) {
            throw new IllegalArgumentException("'steps' must be a list of answers and faults; see /_mock/answers");
        }
        List<Step> once = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            once.add(step(asked.get(i), "steps[" + i + "]", answers));
        }
        int count = count(json);
        if ((long) count * once.size() > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "'count' is too large: " + count + " times " + once.size() + " steps; use 'reset*N' instead");
        }
        return new Scripted(new Scope(glob(scope, "subscription"), glob(scope, "backend")), once, count);
    }

    private static Step step(JsonNode json, String field, CannedAnswers answers) {
        if (json.isObject()) {
            return InlineJson.read(json, field);
        }
        if (!json.isTextual()) {
            throw new IllegalArgumentException("'" + field + "' must be a string or an object, but was " + json);
        }
        return read(field, json.textValue(), text -> {
            Step step = Step.parse(text);
            answers.require(step.answer());
            return step;
        });
    }

    /** Parses text, prefixing any error with the field. */
    private static <T> T read(String field, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + field + "': " + e.getMessage(), e);
        }
    }

    private static String glob(JsonNode scope, String field) {
        return scope.has(field) ? Glob.checked("scope." + field, text(scope.get(field), "scope." + field)) : "*";
    }

    private static String text(JsonNode json, String field) {
        if (!json.isTextual()) {
            throw new IllegalArgumentException(
                    "'" + field + "' must be a string, but " + (json.isMissingNode() ? "is missing" : "was " + json));
        }
        return json.textValue();
    }

    /** Reads {@code {"fault":"refuse","count":3}}. */
    static ConnectionFault connectionFault(JsonNode json) {
        only(json, "", Set.of("fault", "count"));
        return read("fault", text(json.path("fault"), "fault"), ConnectionFault::parse);
    }

    /** Returns the count, 1 by default. */
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

    /** Returns the last event that a reader of the stream had, or null; the header, which browsers send, takes precedence. */
    static @Nullable EventId lastEventId(ArmRequest request) {
        String parameter = Query.all(request.query()).get("lastEventId");
        EventId id = parameter == null ? null : EventId.of(parameter);
        if (parameter != null && id == null) {
            throw new IllegalArgumentException(
                    "'lastEventId' must be the id of an event such as k3f9a1b2-17, but was " + parameter);
        }
        String header = request.headers().get(LAST_EVENT_ID);
        return header == null ? id : EventId.of(header);
    }

    /** Returns the number of the script that a query is about, or null for all. */
    static @Nullable Long scriptNumber(ArmRequest request) {
        return PageQuery.number("number", Query.all(request.query()).get("number"), 1, PageQuery.LAST);
    }

    /** Returns the page that a query asks for. */
    static PageQuery page(ArmRequest request) {
        return PageQuery.of(Query.all(request.query()));
    }

    /** Throws if the query has a parameter that the page does not, or one twice. */
    static void checkParameters(ArmRequest request, List<String> known) {
        if (request.query().isEmpty()) {
            return;
        }
        for (String name : Query.all(request.query()).keySet()) {
            if (!name.isEmpty() && !known.contains(name)) {
                throw new IllegalArgumentException("Unknown parameter '" + name + "'. "
                        + (known.isEmpty()
                                ? "This page has no parameters"
                                : "Known parameters: " + String.join(", ", known)));
            }
        }
        for (String name : Query.repeated(request.query())) {
            throw new IllegalArgumentException("'" + name + "' appears more than once");
        }
    }

    private static void only(JsonNode json, String prefix, Set<String> fields) {
        json.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException("Unknown field '" + prefix + field + "'. Known fields: "
                        + String.join(", ", fields.stream().sorted().toList()));
            }
        });
    }
}
