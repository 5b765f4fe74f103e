package io.github.apimreconnect.mockarm.internal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswer;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswers;
import java.util.Map;

/** The JSON of the canned answers and the faults, with a short text of each. */
public final class AnswersView {
    /** The users' own texts can be of any length. */
    private static final int MAX_TEXT = 300;

    private AnswersView() {}

    static Map<String, Object> of(CannedAnswers answers) {
        Json texts = new Json();
        answers.names().forEach(name -> texts.put(name, answer(answers.get(name))));
        for (Fault.Kind kind : Fault.Kind.values()) {
            texts.put(
                    kind.toString(),
                    new Json().put("step", step(kind)).put("text", text(kind)).map());
        }
        return new Json()
                .put("answers", answers.names())
                .put("faults", Fault.KINDS)
                .put("texts", texts.map())
                .map();
    }

    private static Map<String, Object> answer(CannedAnswer answer) {
        Json view = new Json()
                .put("step", answer.name())
                .put("text", VisibleText.shortened(answer.about(), MAX_TEXT))
                .put("status", answer.status());
        JsonNode json = answer.json();
        JsonNode error = json == null ? null : json.path("error");
        if (error != null && error.path("code").isTextual()) {
            view.put("code", VisibleText.shortened(error.path("code").textValue(), MAX_TEXT));
        }
        if (error != null && error.path("message").isTextual()) {
            view.put("message", VisibleText.shortened(error.path("message").textValue(), MAX_TEXT));
        }
        return view.map();
    }

    /** Returns the usual step with a fault of this kind, as text. */
    public static String step(Fault.Kind kind) {
        return kind == Fault.Kind.DELAY
                ? "delay:200ms"
                : Fault.parse(kind.toString()).toString();
    }

    /** Returns what a kind of fault does, as in the README. */
    public static String text(Fault.Kind kind) {
        return switch (kind) {
            case DELAY -> "Sends the answer later.";
            case RESET -> "Resets the connection (TCP RST) at a given moment.";
            case STALL -> "Stops sending at a given moment, and leaves the connection open.";
            case TRUNCATE -> "Closes the connection (TCP FIN) at a given moment.";
            case SLOW_BODY -> "Sends the body, or all of an answer without one, 8 bytes at a time.";
            case GARBAGE -> "Sends 64 bytes that are neither HTTP nor TLS, then closes.";
            case NO_ANSWER -> "Sends nothing, and leaves the connection open.";
        };
    }
}
