package io.github.apimreconnect.client;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one backend of a fleet.
 *
 * <pre>{@code
 * Flux<FleetOutcome> logged = client.reconnectAll(Flux.just(backend))
 *         .doOnNext(outcome -> {
 *             if (outcome instanceof FleetOutcome.Accepted accepted) {
 *                 log.info("{} accepted, request {}", accepted.backend(), accepted.ids().request());
 *             } else if (outcome instanceof FleetOutcome.Refused refused) {
 *                 log.warn("{} refused", refused.backend(), refused.exception());
 *             }
 *         });
 * StepVerifier.create(logged).expectNextCount(1).verifyComplete();
 * }</pre>
 */
public sealed interface FleetOutcome {
    /**
     * The kinds of outcomes, one for each implementation.
     *
     * <pre>{@code
     * Flux<BackendId> again = client.reconnectAll(Flux.just(backend))
     *         .filter(outcome -> outcome.kind() != FleetOutcome.Kind.ACCEPTED)
     *         .map(FleetOutcome::backend);
     * StepVerifier.create(again).verifyComplete(); // the only one was accepted
     * }</pre>
     */
    enum Kind {
        /** {@link Accepted}. */
        ACCEPTED,
        /** {@link Refused}. */
        REFUSED,
        /** {@link Failed}. */
        FAILED,
        /** {@link NotAttempted}. */
        NOT_ATTEMPTED;

        /** Returns the name used in text, such as {@code not-attempted}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Returns the backend.
     *
     * @return the id, as the input gave it; for a repeated one, as first given
     */
    BackendId backend();

    /**
     * Returns the place of this outcome in order of completion.
     *
     * @return 1, 2, 3 and so on
     */
    long number();

    /**
     * Returns the kind of this outcome.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Returns how many requests were sent.
     *
     * @return 1 or more, 0 if none was
     */
    int attempts();

    /**
     * Returns how long the call took, from the first request to the outcome.
     *
     * @return zero or more
     */
    Duration elapsed();

    /**
     * Returns how long the call held up its subscription waiting for the write bucket.
     *
     * @return zero or more
     */
    Duration waited();

    /**
     * The service has accepted.
     *
     * <pre>{@code
     * Flux<FleetOutcome.Accepted> accepted = client.reconnectAll(Flux.just(backend))
     *         .ofType(FleetOutcome.Accepted.class)
     *         .doOnNext(one -> log.info("{} accepted, {} writes left", one.backend(), one.remainingWrites()));
     * StepVerifier.create(accepted).expectNextCount(1).verifyComplete();
     * }</pre>
     *
     * @param backend the backend
     * @param number the place of this outcome
     * @param ids the ids of the request
     * @param remainingWrites {@code x-ms-ratelimit-remaining-subscription-writes}, or null if the response had none
     * @param attempts how many requests were sent
     * @param elapsed how long the call took
     * @param waited how long it waited for the write bucket
     */
    record Accepted(
            BackendId backend,
            long number,
            RequestIds ids,
            @Nullable Integer remainingWrites,
            int attempts,
            Duration elapsed,
            Duration waited)
            implements FleetOutcome {
        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }
    }

    /**
     * The service has refused, after the retries that ARM and API Management recommend.
     *
     * <pre>{@code
     * mock.script(Scope.ANY, Step.answer("backend-not-found"));
     * Flux<FleetOutcome> outcomes = client.reconnectAll(Flux.just(backend)).doOnNext(outcome -> {
     *     if (outcome instanceof FleetOutcome.Refused refused) {
     *         log.warn("{} refused with status {}", refused.backend(), refused.exception().getStatusCode());
     *     }
     * });
     * StepVerifier.create(outcomes).expectNextMatches(FleetOutcome.Refused.class::isInstance).verifyComplete();
     * }</pre>
     *
     * @param backend the backend
     * @param number the place of this outcome
     * @param exception the response, with the failures of earlier attempts
     * @param elapsed how long the call took
     * @param waited how long it waited for the write bucket
     */
    record Refused(
            BackendId backend, long number, BackendReconnectException exception, Duration elapsed, Duration waited)
            implements FleetOutcome {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }

        @Override
        public int attempts() {
            return exception.getAttempts();
        }
    }

    /**
     * There is no response: no connection, no token, or no time left. The service may have accepted.
     *
     * <pre>{@code
     * Flux<FleetOutcome> outcomes = client.reconnectAll(Flux.just(backend)).doOnNext(outcome -> {
     *     if (outcome instanceof FleetOutcome.Failed failed) {
     *         log.warn("{} failed after {} requests", failed.backend(), failed.attempts(), failed.failure());
     *     }
     * });
     * StepVerifier.create(outcomes).expectNextCount(1).verifyComplete();
     * }</pre>
     *
     * @param backend the backend
     * @param number the place of this outcome
     * @param failure the error that {@link BackendReconnectAsyncClient#reconnect(BackendId)} would have emitted
     * @param attempts how many requests were sent
     * @param elapsed how long the call took
     * @param waited how long it waited for the write bucket
     */
    record Failed(BackendId backend, long number, Throwable failure, int attempts, Duration elapsed, Duration waited)
            implements FleetOutcome {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /**
     * The run stopped before its turn; nothing was sent.
     *
     * <pre>{@code
     * FleetOptions options = new FleetOptions().setStopWhen(Mono.just("stop at once"));
     * Flux<FleetOutcome> outcomes = client.reconnectAll(Flux.just(backend), options);
     * StepVerifier.create(outcomes).expectNext(new FleetOutcome.NotAttempted(backend, 1)).verifyComplete();
     * }</pre>
     *
     * @param backend the backend
     * @param number the place of this outcome
     */
    record NotAttempted(BackendId backend, long number) implements FleetOutcome {
        @Override
        public Kind kind() {
            return Kind.NOT_ATTEMPTED;
        }

        @Override
        public int attempts() {
            return 0;
        }

        @Override
        public Duration elapsed() {
            return Duration.ZERO;
        }

        @Override
        public Duration waited() {
            return Duration.ZERO;
        }
    }

    /**
     * The ids of an accepted request.
     *
     * <pre>{@code
     * Flux<FleetOutcome.RequestIds> ids = client.reconnectAll(Flux.just(backend))
     *         .ofType(FleetOutcome.Accepted.class)
     *         .map(FleetOutcome.Accepted::ids)
     *         .doOnNext(one -> log.info("Request {}, correlation {}", one.request(), one.correlation()));
     * StepVerifier.create(ids).expectNextCount(1).verifyComplete();
     * }</pre>
     *
     * @param client {@code x-ms-client-request-id}, the same in all attempts
     * @param request {@code x-ms-request-id} of the 202, which Azure support asks for, or null if it had none
     * @param correlation {@code x-ms-correlation-request-id} of the 202, which links it to the activity log, or null
     */
    record RequestIds(
            @Nullable String client,
            @Nullable String request,
            @Nullable String correlation) {}
}
