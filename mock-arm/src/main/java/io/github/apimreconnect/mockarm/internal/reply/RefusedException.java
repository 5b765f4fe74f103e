package io.github.apimreconnect.mockarm.internal.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.apimreconnect.mockarm.JournalEntry.Refusal;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check's refusal of a request: the check, the canned answer and the reason. Routine, so it has no stack trace. */
public final class RefusedException extends Exception {
    /** The header that explains a refusal, in the mock's words rather than ARM's. */
    static final String HINT = "x-mock-hint";

    private static final long serialVersionUID = 1L;

    /** Limited because a reason can contain caller input, and the journal keeps it. */
    private static final int LONGEST = 1000;

    private final String check;
    private final String answer;
    private final String reason;
    private final transient Map<String, String> values = new LinkedHashMap<>();
    private final transient List<WrongField> wrong = new ArrayList<>();
    private transient Header @Nullable [] counters;

    public RefusedException(String check, String answer, String reason) {
        super(check, null, false, false);
        this.check = check;
        this.answer = answer;
        this.reason = VisibleText.shortened(reason, LONGEST);
    }

    /** An invalid field. */
    public record WrongField(String field, String problem) {
        public WrongField {
            problem = VisibleText.shortened(problem, LONGEST);
        }
    }

    /** Sets the value of a placeholder in the canned answer. */
    public RefusedException where(String placeholder, String value) {
        values.put(placeholder, value);
        return this;
    }

    public RefusedException because(List<WrongField> fields) {
        wrong.addAll(fields);
        return this;
    }

    /** Sets the headers that count the writes left, if the buckets have counted the request. */
    public RefusedException counted(Header... left) {
        counters = left;
        return this;
    }

    /** Returns the headers that count the writes left, or null if the buckets have not counted the request. */
    public Header @Nullable [] counters() {
        return counters;
    }

    public String check() {
        return check;
    }

    public String answer() {
        return answer;
    }

    public String reason() {
        return reason;
    }

    /** Returns the refusal as the journal keeps it. */
    public Refusal refusal() {
        return new Refusal(check, reason);
    }

    public Map<String, String> values() {
        return values;
    }

    /** Returns the reply with the hint added. */
    public Reply complete(Reply reply) {
        return reply.with(Header.shortened(HINT, check + ": " + reason));
    }

    /** Adds the invalid fields to the reply's error, in the order the service writes them. */
    public void addDetails(ObjectNode error) {
        if (!wrong.isEmpty()) {
            ArrayNode details = error.putArray("details");
            wrong.forEach(field -> details.addObject()
                    .put("code", "ValidationError")
                    .put("target", field.field())
                    .put("message", field.problem()));
        }
    }
}
