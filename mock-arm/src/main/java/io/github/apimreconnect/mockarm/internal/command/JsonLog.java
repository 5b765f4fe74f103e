package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.admin.AdminViews;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints one JSON object a line, in ASCII: one for each request and for each event of the mock. No line is longer than
 * container log drivers take in one piece.
 */
final class JsonLog implements Consumer<RecordedRequest> {
    /** Where log drivers split lines, less the line break. */
    static final int MAX_LINE = 16 * 1024 - 1;

    private static final int MAX_TEXT = 256;

    /** Not known yet when a request is logged, which is before its response is sent. */
    private static final List<String> LATER = List.of("outcome", "tookMicros");

    private final LineLog lines;

    private JsonLog(LineLog lines) {
        this.lines = lines;
    }

    static JsonLog to(PrintWriter out) {
        return new JsonLog(LineLog.to(out, count -> line("dropped", Map.of("requests", count))));
    }

    LineLog lines() {
        return lines;
    }

    /** Queues an entry, or drops it if the log has fallen behind. */
    @Override
    public void accept(RecordedRequest entry) {
        Instant now = Instant.now();
        lines.print(entry.weight(), () -> line(entry, now));
    }

    void event(String event, Map<String, Object> fields) {
        lines.print(0, () -> line(event, fields));
    }

    /** Formats an event of the mock. */
    static String line(String event, Map<String, ?> fields) {
        return ascii(Json.text(begun(event, Instant.now(), fields)));
    }

    /**
     * Formats a request: the fields of its journal entry. A line that would be too long has {@code truncated}, and lacks
     * the body, then also the headers; then long texts are cut.
     */
    static String line(RecordedRequest entry, Instant now) {
        Map<String, Object> fields = begun("request", now, AdminViews.entry(entry));
        fields.keySet().removeAll(LATER);
        if (entry.weight() <= 2 * MAX_LINE) {
            String line = ascii(Json.text(fields));
            if (line.length() <= MAX_LINE) {
                return line;
            }
        }
        fields.put("truncated", true);
        for (String large : List.of("body", "headers")) {
            fields.remove(large);
            String line = ascii(Json.text(fields));
            if (line.length() <= MAX_LINE) {
                return line;
            }
        }
        fields.values().removeIf(value -> value instanceof Collection || value instanceof Map);
        fields.replaceAll((name, value) -> value instanceof String text ? VisibleText.of(text, MAX_TEXT) : value);
        return ascii(Json.text(fields));
    }

    private static Map<String, Object> begun(String event, Instant now, Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("event", event);
        all.put("time", now.toString());
        all.putAll(fields);
        return all;
    }

    /** Escapes what is not ASCII, which in JSON is always part of a string. */
    private static String ascii(String json) {
        StringBuilder ascii = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x7F) {
                ascii.append(c);
            } else {
                ascii.append(String.format("\\u%04x", (int) c));
            }
        }
        return ascii.toString();
    }
}
