package io.github.apimreconnect.mockarm.internal.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.InlineStep;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of an inline step: {@code {"status":409,"headers":{"Retry-After":"7"},"body":{},"fault":"reset","times":2}}.
 */
public final class InlineJson {
    private static final String FAULT = "fault";
    private static final String TIMES = "times";
    /** As many characters as a step has in its text form. */
    private static final int LONGEST_FAULT = 500;

    private InlineJson() {}

    /** Reads a step; errors name the field below that of the step, such as {@code steps[0].status}. */
    public static InlineStep read(JsonNode json, String field) {
        CannedAnswer answer = CannedFile.readInline("inline", field, json);
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().textValue()));
        return new InlineStep(
                answer.status(),
                headers,
                json.has("body") ? Json.text(json.get("body")) : null,
                answer.text(),
                answer.arm(),
                fault(json, field),
                times(json, field));
    }

    private static @Nullable Fault fault(JsonNode json, String field) {
        JsonNode fault = json.get(FAULT);
        if (fault == null) {
            return null;
        }
        String name = "'" + field + "." + FAULT + "'";
        if (!fault.isTextual()) {
            throw new IllegalArgumentException(name + " must be a string, but was " + fault);
        }
        if (fault.textValue().length() > LONGEST_FAULT) {
            throw new IllegalArgumentException(name + " must have at most " + LONGEST_FAULT + " characters, but had "
                    + fault.textValue().length());
        }
        try {
            return Fault.parse(fault.textValue());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static int times(JsonNode json, String field) {
        JsonNode times = json.get(TIMES);
        if (times == null) {
            return 1;
        }
        if (!times.isInt() || times.intValue() < 1) {
            throw new IllegalArgumentException(
                    "'" + field + "." + TIMES + "' must be from 1 to " + Integer.MAX_VALUE + ", but was " + times);
        }
        return times.intValue();
    }

    /** Returns the JSON form of a step that was scripted. */
    public static Map<String, Object> of(InlineStep step) {
        Json json = new Json().put("status", step.status());
        if (!step.headers().isEmpty()) {
            json.put("headers", step.headers());
        }
        String body = step.json();
        if (body != null) {
            json.put("body", parsed(body));
        }
        String text = step.text();
        if (text != null) {
            json.put("text", text);
        }
        if (!step.armHeaders()) {
            json.put("armHeaders", false);
        }
        Fault fault = step.fault();
        if (fault != null) {
            json.put(FAULT, fault.toString());
        }
        if (step.times() > 1) {
            json.put(TIMES, step.times());
        }
        return json.map();
    }

    /** Returns about the length of the JSON form. */
    public static long length(InlineStep step) {
        long length = 100;
        for (Map.Entry<String, String> header : step.headers().entrySet()) {
            length += header.getKey().length() + header.getValue().length() + 6;
        }
        String json = step.json();
        String text = step.text();
        return length + (json == null ? 0 : json.length()) + (text == null ? 0 : text.length());
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.readStrictly(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
