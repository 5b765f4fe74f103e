package io.github.apimreconnect.client.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** A short description of one failed attempt. */
final class FailureText {
    private static final int LONGEST = 300;

    private FailureText() {}

    static String of(Throwable failure) {
        return NetworkCause.of(failure)
                .map(NetworkCause::message)
                .orElseGet(() -> shortened(
                        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage()));
    }

    static String of(int status) {
        return "answer " + status;
    }

    /** Returns the status, with ARM's code and message if the body is an ARM error. */
    static String of(int status, String body, @Nullable String retryAfter) {
        StringBuilder text = new StringBuilder().append(status);
        JsonNode error = error(body);
        if (error.path("code").isTextual()) {
            text.append(' ').append(shortened(error.get("code").textValue()));
        }
        if (error.path("message").isTextual()) {
            text.append(": ").append(shortened(error.get("message").textValue()));
        }
        if (retryAfter != null) {
            text.append(" (Retry-After: ").append(shortened(retryAfter)).append(')');
        }
        return text.toString();
    }

    private static JsonNode error(String body) {
        JsonMapper json = JsonMapper.builder().build();
        try {
            JsonNode root = json.readTree(body);
            return root.path("error").isObject() ? root.get("error") : root;
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }

    private static String shortened(String text) {
        String shown = Printable.of(text);
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "..." : shown;
    }
}
