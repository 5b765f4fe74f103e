package io.github.apimreconnect.client.command;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is printed: lines for people, or one JSON object for scripts.
 *
 * @param json whether it is JSON
 * @param out where results go
 * @param err where the one line of an error goes, if it is not JSON
 */
record Report(boolean json, PrintWriter out, PrintWriter err) {
    private static final Duration SERVICE_DEFAULT = Duration.ofMinutes(2);

    void accepted(BackendId backend, @Nullable Duration after, Response<Void> response, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", "accepted");
        fields.put("backend", backend.toString());
        fields.put("reconnectsAt", time(now, after == null ? SERVICE_DEFAULT : after));
        fields.put("requestId", header(response, "x-ms-request-id"));
        fields.put("correlationId", header(response, "x-ms-correlation-request-id"));
        if (json) {
            print(fields);
            return;
        }
        out.println("Accepted: every gateway will reconnect to " + backend);
        out.println("  at              " + fields.get("reconnectsAt")
                + (after == null ? " (the service's own delay)" : ""));
        out.println("  request id      " + fields.get("requestId"));
        out.println("  correlation id  " + fields.get("correlationId"));
        out.flush();
    }

    /** A moment in ISO 8601, or what is left to say of one that no calendar reaches. */
    private static String time(Instant now, Duration after) {
        try {
            return now.plus(after).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException | ArithmeticException e) {
            return "in " + after;
        }
    }

    void failed(Throwable failure) {
        String next = Advice.after(failure);
        if (!json) {
            err.println("apim-reconnect: " + oneLine(failure) + "; " + next);
            err.flush();
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", failure instanceof BackendReconnectException ? "refused" : "failed");
        if (failure instanceof BackendReconnectException refused) {
            fields.put("httpStatus", refused.getStatusCode());
            fields.put("code", refused.getValue().getCode());
            fields.put("requestId", refused.getRequestId());
            fields.put("correlationId", refused.getCorrelationId());
            fields.put("attempts", refused.getAttempts());
        }
        fields.put("message", oneLine(failure));
        fields.put("next", next);
        print(fields);
    }

    /** Azure Identity's messages go on for a page; their first line says it. */
    private static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
    }

    private static @Nullable String header(Response<Void> response, String name) {
        return response.getHeaders().getValue(HttpHeaderName.fromString(name));
    }

    private void print(Map<String, Object> fields) {
        try {
            out.println(JsonMapper.builder().build().writeValueAsString(fields));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
