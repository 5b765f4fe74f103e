package io.github.apimreconnect.it.spring;

import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectException;
import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reconnects one backend, or a fleet whose outcomes are streamed. Access control is left to Spring Security. */
@RestController
class ReconnectController {
    private final BackendReconnectAsyncClient client;

    ReconnectController(BackendReconnectAsyncClient client) {
        this.client = client;
    }

    /** Responds with 202 once ARM has; the gateways reconnect later. */
    @PostMapping("/reconnect")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> reconnect(@RequestBody Reconnect request) {
        return client.reconnect(BackendId.parse(request.backend()), request.after());
    }

    /**
     * Reads ids, one a line, and writes a line of JSON for each as its call completes. A reader that is slow or goes away
     * slows down or cancels the calls. An invalid id is the last line: by then, others have been called.
     */
    @PostMapping(
            path = "/reconnect/fleet",
            consumes = MediaType.TEXT_PLAIN_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    Flux<Line> fleet(@RequestBody Flux<String> ids) {
        Flux<BackendId> fleet = ids.filter(id -> !id.isBlank()).map(BackendId::parse);
        return client.reconnectAll(fleet, new FleetOptions())
                .map(Line::of)
                .onErrorResume(IllegalArgumentException.class, e -> Mono.just(Line.invalid(e)));
    }

    @ExceptionHandler
    ProblemDetail refused(BackendReconnectException e) {
        // A 401 or 403 concerns this application's rights, not its caller's.
        HttpStatus status = switch (e.getStatusCode()) {
            case 404 -> HttpStatus.NOT_FOUND;
            case 429, 503 -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.BAD_GATEWAY;
        };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, e.getMessage());
        problem.setProperty("code", e.getValue().getCode());
        problem.setProperty("requestId", e.getRequestId());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail invalid(IllegalArgumentException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail late(TimeoutException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.GATEWAY_TIMEOUT, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail unreachable(IOException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, "ARM cannot be reached");
    }

    /**
     * The body of a request.
     *
     * @param backend the ARM id
     * @param after how long the gateways wait, such as {@code PT2M}; null for the service's own delay
     */
    record Reconnect(String backend, @Nullable Duration after) {}

    /**
     * A line of the fleet's response.
     *
     * @param backend the ARM id; null if it is invalid
     * @param outcome {@code accepted}, {@code refused}, {@code failed}, {@code not-attempted} or {@code invalid}
     * @param attempts how many requests were sent
     * @param error why it was not accepted, or null
     */
    record Line(
            @Nullable String backend,
            String outcome,
            int attempts,
            @Nullable String error) {
        static Line of(FleetOutcome outcome) {
            return new Line(
                    outcome.backend().toString(), outcome.kind().toString(), outcome.attempts(), error(outcome));
        }

        static Line invalid(IllegalArgumentException e) {
            return new Line(null, "invalid", 0, e.getMessage());
        }

        private static @Nullable String error(FleetOutcome outcome) {
            if (outcome instanceof FleetOutcome.Refused refused) {
                return refused.exception().getMessage();
            }
            return outcome instanceof FleetOutcome.Failed failed
                    ? failed.failure().toString()
                    : null;
        }
    }
}
