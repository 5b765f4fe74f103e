package io.github.apimreconnect.client;

import com.azure.core.management.exception.ManagementError;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a status and a body mean. Pure. */
sealed interface ReconnectReply {
    /** The one success: 202. */
    record Accepted() implements ReconnectReply {}

    /** Every other answer. */
    record Refused(ManagementError error) implements ReconnectReply {}

    static ReconnectReply of(DrainedResponse answer) {
        int status = answer.getStatusCode();
        if (status == 202) {
            return new Accepted();
        }
        // A success other than 202 holds no ARM error, whatever its body looks like.
        return new Refused((status >= 400 ? armError(answer.body()) : Optional.<ManagementError>empty())
                .orElseGet(() -> unexpected(answer)));
    }

    private static Optional<ManagementError> armError(byte[] body) {
        try (JsonReader reader = JsonProviders.createReader(body)) {
            return Optional.ofNullable(ManagementError.fromJson(reader))
                    .filter(error -> error.getCode() != null || error.getMessage() != null);
        } catch (IOException | RuntimeException e) {
            // Proxies answer in HTML, and Azure's parser throws what it likes at JSON of another shape.
            return Optional.empty();
        }
    }

    private static ManagementError unexpected(DrainedResponse answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
        String expected = answer.getStatusCode() < 400 ? "Expected 202 Accepted" : "The answer holds no ARM error";
        return new ManagementError(
                BackendReconnectException.UNEXPECTED_RESPONSE,
                expected + (shown.isEmpty() ? "; its body is empty." : "; its body begins: " + shown));
    }
}
