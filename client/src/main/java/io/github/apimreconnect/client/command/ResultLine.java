package io.github.apimreconnect.client.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectException;
import io.github.apimreconnect.client.FleetOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of the results file: an outcome as a JSON object, in ASCII. Fields without a value are left out. */
final class ResultLine {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final int ACCEPTED = 202;

    private ResultLine() {}

    /** Returns the line with its line break. */
    static byte[] of(FleetOutcome outcome, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", outcome.kind().toString());
        fields.put("number", outcome.number());
        fields.put("backend", outcome.backend().toString());
        if (outcome instanceof FleetOutcome.Accepted accepted) {
            put(fields, "requestId", accepted.ids().request());
            put(fields, "correlationId", accepted.ids().correlation());
            fields.put("status", ACCEPTED);
        } else if (outcome instanceof FleetOutcome.Refused refused) {
            BackendReconnectException answer = refused.exception();
            put(fields, "requestId", answer.getRequestId());
            put(fields, "correlationId", answer.getCorrelationId());
            put(fields, "code", answer.getValue().getCode());
            fields.put("status", answer.getStatusCode());
        } else if (outcome instanceof FleetOutcome.Failed failed) {
            put(fields, "code", failed.failure().getClass().getSimpleName());
        }
        FleetProblem.of(outcome).ifPresent(problem -> fields.put("message", problem.message()));
        fields.put("attempts", outcome.attempts());
        fields.put("elapsedMillis", outcome.elapsed().toMillis());
        fields.put("time", now.toString());
        try {
            return (JSON.writeValueAsString(fields) + "\n").getBytes(StandardCharsets.US_ASCII);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, Printable.of(value));
        }
    }

    /** Returns the backend of a line that says it was accepted; empty for any other line, even a torn one. */
    static Optional<BackendId> accepted(byte[] line) {
        try {
            JsonNode fields = JSON.readTree(line);
            boolean accepted = fields.path("outcome").asText().equals(FleetOutcome.Kind.ACCEPTED.toString());
            return accepted ? Optional.of(BackendId.parse(fields.path("backend").asText())) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
