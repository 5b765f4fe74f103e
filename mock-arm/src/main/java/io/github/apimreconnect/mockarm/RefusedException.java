package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request refused by a check: which check, by which answer, and why. Part of normal work, so it takes no stack trace.
 */
final class RefusedException extends Exception {
    /** The header of a refusal that says why, in the mock's words rather than ARM's. */
    static final String HINT = "x-mock-hint";

    private static final long serialVersionUID = 1L;

    /** What a caller sent can be a part of it, and the journal keeps it. */
    private static final int LONGEST = 1000;

    private final String check;
    private final String answer;
    private final String reason;
    private final transient Map<String, String> values = new LinkedHashMap<>();
    private final transient List<WrongField> wrong = new ArrayList<>();
    private transient Throttle.@Nullable Grant grant;

    RefusedException(String check, String answer, String reason) {
        super(check, null, false, false);
        this.check = check;
        this.answer = answer;
        this.reason = shortened(reason);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    /** A field at fault. */
    record WrongField(String field, String problem) {
        WrongField {
            problem = shortened(problem);
        }
    }

    /** Gives a placeholder of the answer its value. */
    RefusedException where(String placeholder, String value) {
        values.put(placeholder, value);
        return this;
    }

    RefusedException because(List<WrongField> fields) {
        wrong.addAll(fields);
        return this;
    }

    /** Says that the write buckets have counted the request. */
    RefusedException counted(Throttle.Grant by) {
        grant = by;
        return this;
    }

    Throttle.@Nullable Grant grant() {
        return grant;
    }

    String check() {
        return check;
    }

    String answer() {
        return answer;
    }

    String reason() {
        return reason;
    }

    Map<String, String> values() {
        return values;
    }

    /** The answer with the fields at fault, and the hint. */
    Reply complete(Reply reply) {
        return reply.with(Header.shortened(HINT, check + ": " + reason));
    }

    /** Puts the fields at fault into the answer's error, in the order the service writes them. */
    void addDetails(ObjectNode error) {
        if (!wrong.isEmpty()) {
            ArrayNode details = error.putArray("details");
            wrong.forEach(field -> details.addObject()
                    .put("code", "ValidationError")
                    .put("target", field.field())
                    .put("message", field.problem()));
        }
    }
}
