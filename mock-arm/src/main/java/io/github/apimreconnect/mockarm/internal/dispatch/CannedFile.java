package io.github.apimreconnect.mockarm.internal.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.internal.arm.LoneSurrogate;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses the file of a canned answer, or an inline one, field by field, and rejects whatever is invalid. */
final class CannedFile {
    private static final Set<String> FIELDS =
            Set.of("about", "source", "status", "armHeaders", "headers", "body", "text");
    /** The fields of an inline step, including those that are not the answer's. */
    private static final Set<String> INLINE =
            Set.of("status", "armHeaders", "headers", "body", "text", "fault", "times");

    private static final Set<Integer> BODILESS = Set.of(204, 205, 304);
    /** Framing headers, which the mock writes itself. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");
    /** The headers that {@code armHeaders} adds. */
    private static final Set<String> OF_ARM = Set.of(
            "cache-control",
            "pragma",
            "strict-transport-security",
            "x-content-type-options",
            "x-ms-request-id",
            "server",
            "x-ms-correlation-request-id",
            "x-ms-routing-request-id",
            "date",
            "expires");

    private static final char LAST_OF_LATIN = 0xFF;

    /** The text before the name of a field in errors. */
    private final String before;

    private final JsonNode json;

    private CannedFile(String before, JsonNode json) {
        this.before = before;
        this.json = json;
    }

    /** Reads an answer; errors name the file and the field. */
    static CannedAnswer read(String name, String file, JsonNode json) {
        CannedFile canned = new CannedFile(file + ": '", json);
        if (!json.isObject()) {
            throw canned.wrong("status", "is missing: the file must be a JSON object");
        }
        return canned.answer(name, FIELDS);
    }

    /** Reads the answer in the object of an inline step; errors name the step and the field. */
    static CannedAnswer readInline(String name, String step, JsonNode json) {
        return new CannedFile("'" + step + ".", json).answer(name, INLINE);
    }

    private CannedAnswer answer(String name, Set<String> known) {
        json.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw wrong(
                        field,
                        "is unknown. Known fields: " + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        });
        JsonNode body = json.get("body");
        String text = text("text");
        int status = status(body != null || text != null);
        if (body != null && text != null) {
            throw wrong("text", "and 'body' cannot be combined");
        }
        if (body != null) {
            encodable("body", body);
        }
        placeholders("body", String.valueOf(body));
        boolean arm = armHeaders();
        Map<String, String> headers = new LinkedHashMap<>();
        Map<String, String> own = headers(arm);
        if (body != null || text != null) {
            headers.put("Content-Type", own.getOrDefault("Content-Type", body != null ? Reply.JSON : "text/html"));
        }
        own.forEach(headers::putIfAbsent);
        return new CannedAnswer(
                name, String.valueOf(text("about")), String.valueOf(text("source")), status, arm, headers, body, text);
    }

    private int status(boolean hasBody) {
        JsonNode status = json.path("status");
        if (!status.isInt() || status.intValue() < 200 || status.intValue() > 599) {
            throw wrong("status", "must be from 200 to 599");
        }
        if (hasBody && BODILESS.contains(status.intValue())) {
            throw wrong("status", "is " + status + ", which has no body");
        }
        return status.intValue();
    }

    private boolean armHeaders() {
        JsonNode arm = json.path("armHeaders");
        if (!arm.isMissingNode() && !arm.isBoolean()) {
            throw wrong("armHeaders", "must be true or false");
        }
        return arm.asBoolean(true);
    }

    private Map<String, String> headers(boolean arm) {
        JsonNode all = json.path("headers");
        if (!all.isMissingNode() && !all.isObject()) {
            throw wrong("headers", "must be an object with string values");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> inOrder = new LinkedHashMap<>();
        all.properties().forEach(header -> {
            String name = headerName(header.getKey(), arm);
            String field = "headers." + name;
            if (!header.getValue().isTextual()) {
                throw wrong(field, "must be a string");
            }
            headerValue(field, header.getValue().textValue());
            placeholders(field, header.getValue().textValue());
            if (headers.put(name, "") != null) {
                throw wrong(field, "appears twice");
            }
            boolean type = name.equalsIgnoreCase("Content-Type");
            inOrder.put(type ? "Content-Type" : name, header.getValue().textValue());
        });
        return inOrder;
    }

    private String headerName(String name, boolean arm) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || FRAMING.contains(lower)) {
            throw wrong("headers." + name, "cannot be set");
        }
        if (arm && OF_ARM.contains(lower)) {
            throw wrong("headers." + name, "is set by the mock unless 'armHeaders' is false");
        }
        return name;
    }

    private void headerValue(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || c > LAST_OF_LATIN) {
                throw wrong(
                        field,
                        "must be ISO 8859-1 without control characters, but has " + String.format("U+%04X", (int) c));
            }
        }
    }

    private @Nullable String text(String field) {
        JsonNode text = json.get(field);
        if (text != null && !text.isTextual()) {
            throw wrong(field, "must be a string");
        }
        if (text == null) {
            return null;
        }
        encodable(field, text.textValue());
        return text.textValue();
    }

    /** Checks the texts of a tree, whose depth and field names the parser has checked. */
    private void encodable(String field, JsonNode tree) {
        if (tree.isTextual()) {
            encodable(field, tree.textValue());
        }
        tree.forEach(child -> encodable(field, child));
    }

    private void encodable(String field, String text) {
        LoneSurrogate.problem(text).ifPresent(problem -> {
            throw wrong(field, problem);
        });
    }

    private void placeholders(String field, String text) {
        Matcher placeholder = CannedAnswer.PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            if (!Placeholders.names().contains(placeholder.group(1))) {
                throw wrong(
                        field,
                        "has the unknown placeholder " + placeholder.group() + ". Known placeholders: "
                                + Placeholders.names().stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private IllegalArgumentException wrong(String field, String problem) {
        return new IllegalArgumentException(before + field + "' " + problem);
    }
}
