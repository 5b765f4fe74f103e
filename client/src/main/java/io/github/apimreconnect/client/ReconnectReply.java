package io.github.apimreconnect.client;

import com.azure.core.management.exception.ManagementError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The meaning of a status and a body. Pure. */
sealed interface ReconnectReply {
    /** The only success: 202. */
    record Accepted() implements ReconnectReply {
        @Override
        public <R> R match(Supplier<R> accepted, Function<Transient, R> busy, Function<Refused, R> refused) {
            return accepted.get();
        }
    }

    /** A temporary failure: the server is busy, or API Management is working on the same service. */
    record Transient(ManagementError error, Optional<Duration> serverWait) implements ReconnectReply {
        @Override
        public <R> R match(Supplier<R> accepted, Function<Transient, R> busy, Function<Refused, R> refused) {
            return busy.apply(this);
        }
    }

    /** A permanent failure. */
    record Refused(ManagementError error) implements ReconnectReply {
        @Override
        public <R> R match(Supplier<R> accepted, Function<Transient, R> busy, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }

    /** Dispatches on the case. With a new case, callers do not compile until they handle it. */
    <R> R match(Supplier<R> accepted, Function<Transient, R> busy, Function<Refused, R> refused);

    /** Statuses that are transient whatever the body. */
    Set<Integer> TRANSIENT_STATUSES = Set.of(408, 412, 429, 500, 502, 503, 504);

    /** API Management's codes for "try again later" in a 409. */
    Set<String> TRANSIENT_CONFLICTS = Set.of("PessimisticConcurrencyConflict", "ServiceLocked");

    /** API Management's own timeout, seen with statuses 422, 409, 400 and 500. */
    String API_MANAGEMENT_FAILED = "ManagementApiRequestFailed";

    static ReconnectReply of(DrainedResponse answer, Instant now) {
        int status = answer.getStatusCode();
        if (status == 202) {
            return new Accepted();
        }
        if (status < 400) {
            // Not an ARM error, whatever the body looks like.
            return new Refused(unexpected(answer));
        }
        ManagementError error = ArmErrorBody.parse(answer.body()).orElseGet(() -> unexpected(answer));
        Optional<Duration> serverWait = RetryAfter.of(answer.getHeaders(), now);
        return serverWait.isPresent() || isTransient(status, String.valueOf(error.getCode()))
                ? new Transient(error, serverWait)
                : new Refused(error);
    }

    private static boolean isTransient(int status, String code) {
        return TRANSIENT_STATUSES.contains(status)
                || code.equals(API_MANAGEMENT_FAILED)
                || (status == 409 && TRANSIENT_CONFLICTS.contains(code));
    }

    private static ManagementError unexpected(DrainedResponse answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ")
                .strip();
        String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
        String expected =
                answer.getStatusCode() < 400 ? "Expected 202 Accepted" : "The answer does not contain an ARM error";
        return new ManagementError(
                BackendReconnectException.UNEXPECTED_RESPONSE,
                expected + (shown.isEmpty() ? "; its body is empty." : "; its body begins: " + shown));
    }
}
