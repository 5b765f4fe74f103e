package io.github.apimreconnect.mockarm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step with an answer of its own, started with {@link Step#status}. Placeholders such as {@code {{backend}}} in
 * headers and JSON are filled from the request, as in the file of a canned answer. The mock checks the answer when the
 * step is scripted; an error names the field, as in {@code 'steps[0].status' must be from 200 to 599}.
 *
 * <p>The journal lists a used step without headers and body.
 *
 * <pre>{@code
 * InlineStep busy = Step.status(409).header("Retry-After", "1").json("{\"error\":{\"code\":\"Busy\",\"message\":\"Later.\"}}");
 * mock.script(Scope.backend("proxy*"), busy.times(2));
 * }</pre>
 *
 * @param status the HTTP status, from 200 to 599; a reconnect is recorded for 202 only
 * @param headers the headers in the order of sending, without those that the mock writes itself
 * @param json the JSON body with up to 100 placeholders, headers included, and 100 levels, or null
 * @param text the body in another format, without placeholders, or null
 * @param armHeaders whether ARM's headers are added
 * @param fault the fault in the response, or null
 * @param times how many requests it is for, 1 or more
 */
public record InlineStep(
        int status,
        Map<String, String> headers,
        @Nullable String json,
        @Nullable String text,
        boolean armHeaders,
        @Nullable Fault fault,
        int times)
        implements Step {
    /** How much of a body {@link #toString} shows. */
    private static final int SHOWN = 60;

    /**
     * Copies the headers and checks the count.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param json the JSON body, or null
     * @param text the body in another format, or null
     * @param armHeaders whether ARM's headers are added
     * @param fault the fault in the response, or null
     * @param times 1 or more
     */
    public InlineStep {
        CannedStep.positive(times);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * Returns this step with one more header.
     *
     * @param name the name; case-insensitive, so each may be set once
     * @param value the value, in ISO 8859-1 without control characters
     * @return the step
     * @throws IllegalArgumentException if the step already has the header
     */
    public InlineStep header(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (headers.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new IllegalArgumentException("The header '" + name + "' is already set");
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new InlineStep(status, more, json, text, armHeaders, fault, times);
    }

    /**
     * Returns this step with a JSON body, of type {@code application/json; charset=utf-8} unless a header says
     * otherwise.
     *
     * @param body the body, as JSON text
     * @return the step
     */
    public InlineStep json(String body) {
        return new InlineStep(status, headers, Objects.requireNonNull(body, "body"), text, armHeaders, fault, times);
    }

    /**
     * Returns this step with a body in another format, of type {@code text/html} unless a header says otherwise.
     *
     * @param body the body, sent in UTF-8 as it stands
     * @return the step
     */
    public InlineStep text(String body) {
        return new InlineStep(status, headers, json, Objects.requireNonNull(body, "body"), armHeaders, fault, times);
    }

    /**
     * Returns this step without the headers that every answer of ARM's has, as from a proxy in between.
     *
     * @return the step
     */
    public InlineStep withoutArmHeaders() {
        return new InlineStep(status, headers, json, text, false, fault, times);
    }

    /** Returns a name such as {@code 409 inline}, which cannot be the name of a canned answer. */
    @Override
    public String answer() {
        return status + " inline";
    }

    @Override
    public InlineStep with(Fault other) {
        return new InlineStep(status, headers, json, text, armHeaders, Objects.requireNonNull(other, "fault"), times);
    }

    @Override
    public InlineStep times(int count) {
        return new InlineStep(status, headers, json, text, armHeaders, fault, count);
    }

    /** Returns one line: status, fault, count and the start of the body, such as {@code 409 inline*2 ({"a":1})}. */
    @Override
    public String toString() {
        String body = json != null ? json : text != null ? text : "";
        return answer()
                + (fault == null ? "" : "+" + fault)
                + (times == 1 ? "" : "*" + times)
                + (body.isEmpty() ? "" : " (" + shown(body) + ")");
    }

    private static String shown(String body) {
        String start = body.length() > SHOWN ? body.substring(0, SHOWN) + "..." : body;
        return start.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
