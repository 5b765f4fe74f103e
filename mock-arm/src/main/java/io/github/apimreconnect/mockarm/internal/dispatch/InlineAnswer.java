package io.github.apimreconnect.mockarm.internal.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.apimreconnect.mockarm.InlineStep;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.arm.LoneSurrogate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prepares the answer of an inline step by the rules of a canned answer's file. */
final class InlineAnswer {
    /** Limited because a placeholder can be filled with as much as a request line holds. */
    private static final int MAX_PLACEHOLDERS = 100;

    /** Limited because the admin API shows it within other JSON, and JSON can have 1,000 levels. */
    private static final int MAX_LEVELS = 100;

    private static final int OBJECTS = 500;

    private final InlineStep step;
    private final String field;

    private InlineAnswer(InlineStep step, String field) {
        this.step = step;
        this.field = field;
    }

    /** Prepares a step; errors name the field of the answer, below that of the step. */
    static PreparedStep prepare(InlineStep step, String field) {
        return new InlineAnswer(step, field).prepared();
    }

    private PreparedStep prepared() {
        JsonNode body = body();
        CannedAnswer answer = CannedFile.readInline(step.answer(), field, file(body));
        long placeholders = step.headers().values().stream()
                .mapToLong(InlineAnswer::placeholders)
                .sum();
        String json = step.json();
        if (json != null) {
            placeholders += placeholders(json);
        }
        if (placeholders > MAX_PLACEHOLDERS) {
            throw wrong(
                    "body",
                    "and 'headers' must have at most " + MAX_PLACEHOLDERS + " placeholders, but had " + placeholders);
        }
        return new PreparedStep(step, answer, weight(body));
    }

    private static long placeholders(String text) {
        return CannedAnswer.PLACEHOLDER.matcher(text).results().count();
    }

    private @Nullable JsonNode body() {
        String json = step.json();
        if (json == null) {
            return null;
        }
        LoneSurrogate.problem(json).ifPresent(problem -> {
            throw wrong("body", problem);
        });
        try {
            JsonNode body = Json.readStrictly(json);
            if (JsonSize.of(body).levels() > MAX_LEVELS) {
                throw wrong("body", "must have at most " + MAX_LEVELS + " levels");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw wrong(
                    "body",
                    "is not valid JSON"
                            + Json.place(e).map(place -> " at " + place).orElse("") + ": " + e.getOriginalMessage());
        }
    }

    /** Returns what the file of the same answer would contain. */
    private ObjectNode file(@Nullable JsonNode body) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("status", step.status()).put("armHeaders", step.armHeaders());
        ObjectNode headers = file.putObject("headers");
        step.headers().forEach(headers::put);
        if (body != null) {
            file.set("body", body);
        }
        String text = step.text();
        if (text != null) {
            file.put("text", text);
        }
        return file;
    }

    /** Counts the step's own texts as well: both are kept. */
    private long weight(@Nullable JsonNode body) {
        long weight = OBJECTS
                + (body == null ? 0 : JsonSize.of(body).bytes())
                + length(step.json())
                + 2 * length(step.text());
        for (Map.Entry<String, String> header : step.headers().entrySet()) {
            weight += OBJECTS + 2 * (length(header.getKey()) + length(header.getValue()));
        }
        return weight;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : 2L * text.length();
    }

    private IllegalArgumentException wrong(String name, String problem) {
        return new IllegalArgumentException("'" + field + "." + name + "' " + problem);
    }
}
