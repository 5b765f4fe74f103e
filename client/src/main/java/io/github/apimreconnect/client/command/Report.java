package io.github.apimreconnect.client.command;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output: lines for people, or one JSON object for scripts. Text from a server cannot control the terminal.
 *
 * @param json whether the output is JSON
 * @param verbose whether stack traces are wanted
 * @param out where results go
 * @param err where the one line of an error goes, if it is not JSON
 */
record Report(boolean json, boolean verbose, PrintWriter out, PrintWriter err) {
    private static final Duration SERVICE_DEFAULT = Duration.ofMinutes(2);

    /** Reports a success and returns the exit code. */
    ExitCode accepted(BackendId backend, @Nullable Duration after, Response<Void> response, Instant now) {
        String time = time(now, after == null ? SERVICE_DEFAULT : after);
        String requestId = printable(response.getHeaders().getValue(HttpHeaderName.X_MS_REQUEST_ID));
        String correlationId =
                printable(response.getHeaders().getValue(HttpHeaderName.fromString("x-ms-correlation-request-id")));
        if (json) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("status", ExitCode.ACCEPTED.status());
            fields.put("backend", backend.toString());
            fields.put("reconnectsAt", time);
            fields.put("requestId", requestId);
            fields.put("correlationId", correlationId);
            print(fields);
            return ExitCode.ACCEPTED;
        }
        out.println("Accepted: every gateway will reconnect to " + Printable.of(backend.toString()));
        out.println("  at              " + time + (after == null ? " (the service's own delay)" : ""));
        out.println("  request id      " + (requestId == null ? "none" : requestId));
        out.println("  correlation id  " + (correlationId == null ? "none" : correlationId));
        flush();
        return ExitCode.ACCEPTED;
    }

    /** Returns an instant in ISO 8601, or the delay itself if it would pass the last one. */
    private static String time(Instant now, Duration after) {
        try {
            return now.plus(after).truncatedTo(ChronoUnit.SECONDS).toString();
        } catch (DateTimeException | ArithmeticException e) {
            return "in " + after;
        }
    }

    /** Reports a problem and returns the exit code. */
    ExitCode failed(Problem problem) {
        if (problem.failure() != null) {
            trace(problem.failure());
        }
        if (!json) {
            err.println("apim-reconnect: " + problem.message() + "; " + problem.next());
            err.flush();
            return problem.exit();
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("status", problem.exit().status());
        if (problem.failure() instanceof BackendReconnectException refused) {
            fields.put("httpStatus", refused.getStatusCode());
            fields.put("code", printable(refused.getValue().getCode()));
            fields.put("requestId", printable(refused.getRequestId()));
            fields.put("correlationId", printable(refused.getCorrelationId()));
            fields.put("attempts", refused.getAttempts());
        }
        fields.put("message", problem.message());
        fields.put("next", problem.next());
        print(fields);
        return problem.exit();
    }

    /** Prints the stack trace, if wanted. */
    void trace(Throwable failure) {
        if (!verbose) {
            return;
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        trace.toString()
                .lines()
                .forEach(line -> err.println(line.startsWith("\t") ? "\t" + Printable.of(line) : Printable.of(line)));
        err.flush();
    }

    private static @Nullable String printable(@Nullable String value) {
        return value == null ? null : Printable.of(value);
    }

    /** Prints one JSON object. */
    void print(Map<String, @Nullable Object> fields) {
        try {
            // ASCII only: the terminal's encoding may support nothing else.
            out.println(JsonMapper.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build()
                    .writeValueAsString(fields));
            flush();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the reconnect's exit code on a write error: a reader that has gone away does not undo it. */
    void flush() {
        if (out.checkError() || System.out.checkError()) { // System.out swallows its errors
            err.println("apim-reconnect: the result could not be written to stdout");
            err.flush();
        }
    }
}
