package io.github.apimreconnect.client;

import static com.azure.core.http.HttpHeaderName.X_MS_CLIENT_REQUEST_ID;
import static io.github.apimreconnect.client.BadArgument.badArgument;

import com.azure.core.annotation.ReturnType;
import com.azure.core.annotation.ServiceClient;
import com.azure.core.annotation.ServiceMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.util.FluxUtil;
import com.azure.core.util.logging.ClientLogger;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Tells the gateways of an API Management service to reconnect to one of its backends. Immutable and safe to share;
 * there is nothing to close.
 *
 * <p>The service responds with 202 and reconnects later; there is nothing to poll. Reconnecting twice is harmless.
 *
 * <p>Every {@code Mono} here is lazy and repeatable. Nothing happens before subscription: no argument is checked and no
 * token requested. Each subscription is a new call: by default, up to five attempts within three minutes, including the
 * time in the connection pool's queue. Canceling ends the call at once: no further attempt is made, and an exchange in
 * flight is aborted and its connection closed, though the service may already have accepted it. A token request already
 * inside the credential runs to completion there. No method blocks or throws. Errors are emitted, with the failures of
 * earlier attempts as suppressed exceptions: the first and the latest four, and a note of how many were left out
 * between them:
 *
 * <ul>
 *   <li>{@link IllegalArgumentException}: an invalid argument, which the message names; nothing was sent and no token
 *       requested. Also a request header that cannot be sent, such as a token with a line break: the message names it
 *       without its value, and it is not retried;
 *   <li>{@link BackendReconnectException}: a response other than 202, after the retries that ARM and API Management
 *       recommend for some of them;
 *   <li>the credential's own exception, if there is no token; it is not retried here and has no suppressed exceptions,
 *       since all calls waiting for one token get the same instance;
 *   <li>the transport's own exception, usually an {@link java.io.IOException}, if there is no response. After retries
 *       it is a copy of the same JDK type with the transport's as its cause, since a transport may give one instance to
 *       several calls;
 *   <li>{@link java.util.concurrent.TimeoutException}: the total timeout has elapsed, or the timeout for one response.
 * </ul>
 *
 * <pre>{@code
 * Mono<Void> reconnect = client.reconnect(backend, Duration.ofMinutes(2))
 *         .doOnError(BackendReconnectException.class, e -> log.warn("{}", e.getMessage()));
 * StepVerifier.create(reconnect).verifyComplete();
 * }</pre>
 *
 * @see <a href="https://learn.microsoft.com/rest/api/apimanagement/backend/reconnect">Backend - Reconnect</a>
 */
@ServiceClient(builder = BackendReconnectClientBuilder.class, isAsync = true)
public final class BackendReconnectAsyncClient {
    private static final ClientLogger LOGGER = new ClientLogger(BackendReconnectAsyncClient.class);

    private final HttpPipeline pipeline;
    private final ReconnectCall call;
    private final ReconnectSpan span;
    private final ReconnectMeters meters;
    private final Duration totalTimeout;
    private final Clock clock;
    private final Supplier<Scheduler> timers;

    BackendReconnectAsyncClient(
            HttpPipeline pipeline,
            ReconnectCall call,
            ReconnectSpan span,
            ReconnectMeters meters,
            Duration totalTimeout,
            Clock clock,
            Supplier<Scheduler> timers) {
        this.pipeline = pipeline;
        this.call = call;
        this.span = span;
        this.meters = meters;
        this.totalTimeout = totalTimeout;
        this.clock = clock;
        this.timers = timers;
    }

    /**
     * Requests a reconnect after the service's own delay, which is 2 minutes.
     *
     * @param backend the backend to reconnect to
     * @return a {@code Mono} that completes empty once the service has accepted, or emits one of the errors listed in
     *     the class description. Subscribing sends the request; canceling abandons it
     */
    @ServiceMethod(returns = ReturnType.SINGLE)
    public Mono<Void> reconnect(BackendId backend) {
        return reconnectWithResponse(backend, null).then();
    }

    /**
     * Requests a reconnect after a delay.
     *
     * @param backend the backend to reconnect to
     * @param after how long the gateways wait before they reconnect, zero or more; null leaves it to the service. The
     *     REST page gives 2 minutes as the minimum; whether to enforce it is up to the service
     * @return a {@code Mono} that completes empty once the service has accepted, or emits one of the errors listed in
     *     the class description. Subscribing sends the request; canceling abandons it
     */
    @ServiceMethod(returns = ReturnType.SINGLE)
    public Mono<Void> reconnect(BackendId backend, @Nullable Duration after) {
        return Mono.defer(() -> reconnectWithResponse(backend, new BackendReconnectContract(after)))
                .then();
    }

    /**
     * Requests a reconnect and returns the response with its headers, including {@code x-ms-request-id} and
     * {@code x-ms-ratelimit-remaining-subscription-writes}.
     *
     * @param backend the backend to reconnect to
     * @param contract the properties of the request; null, or one without {@code after}, sends no body, and the service
     *     waits 2 minutes
     * @return a {@code Mono} of the response, whose status is 202 and whose value is null, or one of the errors listed
     *     in the class description. The response holds no connection, and its request no credential. Subscribing sends
     *     the request; canceling abandons it
     */
    @ServiceMethod(returns = ReturnType.SINGLE)
    public Mono<Response<Void>> reconnectWithResponse(BackendId backend, @Nullable BackendReconnectContract contract) {
        return send(backend, contract, null);
    }

    /**
     * Reconnects a fleet with the default options, see {@link #reconnectAll(Publisher, FleetOptions)}.
     *
     * @param backends the backends to reconnect to
     * @return a {@code Flux} of one outcome for each backend, in order of completion; or of an
     *     {@link IllegalArgumentException} if the argument is null. Subscribing starts a new run; canceling starts
     *     nothing more and abandons the requests in flight, which the service may already have accepted
     */
    @ServiceMethod(returns = ReturnType.COLLECTION)
    public Flux<FleetOutcome> reconnectAll(Publisher<BackendId> backends) {
        return reconnectAll(backends, new FleetOptions());
    }

    /**
     * Requests a reconnect to each backend of a fleet, as fast as ARM allows: in each subscription at the pace of its
     * write bucket, 200 requests and then 10 a second unless set otherwise, corrected by what the responses say. A
     * subscription that waits for its bucket does not hold up the others; within one, backends go in order of arrival.
     * Each call is retried like a single one; its total timeout does not count the waits for the bucket, and a 429 is
     * not a failed attempt, but pauses its subscription. (After 30 minutes of nothing but 429 in its subscription, a
     * call gives up.)
     *
     * <p>No failure of a call ends the run: it is an outcome. Only an error of the input is emitted as an error, after
     * the outcomes of all backends that came before it.
     *
     * <p>The input can be endless. It is read ahead, so that ids sorted by subscription do not keep the last ones
     * waiting: by up to 4 MiB of ids (about 10,000), but little more than the subscriber has asked for, and by up to
     * 32 MiB while all subscriptions at hand wait for their buckets; or by 1/128 and 1/16 of the heap, if that is less.
     * A longer list is best mixed, since later subscriptions begin only when their ids are read.
     *
     * <p>A slow subscriber slows down the calls: they begin before their outcomes are requested, but none begins while
     * as many outcomes wait for the subscriber as requests may be in flight.
     *
     * @param backends the backends to reconnect to
     * @param options the settings of the run
     * @return a {@code Flux} of one outcome for each backend, in order of completion; or of an
     *     {@link IllegalArgumentException} if an argument is null. Subscribing starts a new run; canceling starts
     *     nothing more and abandons the requests in flight, which the service may already have accepted
     */
    @ServiceMethod(returns = ReturnType.COLLECTION)
    public Flux<FleetOutcome> reconnectAll(Publisher<BackendId> backends, FleetOptions options) {
        if (backends == null) {
            return Flux.error(() -> badArgument("backends", "must be a Publisher", null));
        }
        if (options == null) {
            return Flux.error(() -> badArgument("options", "must not be null", null));
        }
        Fleet.Sender sender = (backend, after, gate) ->
                send(backend, after == null ? null : new BackendReconnectContract(after), gate);
        return Fleet.of(backends, options, sender, totalTimeout, timers, meters);
    }

    private Mono<Response<Void>> send(
            BackendId backend, @Nullable BackendReconnectContract contract, @Nullable AttemptGate gate) {
        return FluxUtil.withContext(context -> {
            HttpRequest request = call.toRequest(backend, contract);
            Scheduler timer = timers.get();
            ReconnectAttempts attempts = gate == null
                    ? new ReconnectAttempts(backend, timer.now(TimeUnit.NANOSECONDS) + totalTimeout.toNanos())
                    : new ReconnectAttempts(backend, gate);
            Mono<Response<Void>> answer = span.around(
                    context,
                    inSpan -> inTime(
                                    pipeline.send(request, attempts.in(inSpan))
                                            .flatMap(ReconnectDrainPolicy::drain)
                                            .switchIfEmpty(Mono.defer(() -> noAnswer(gate)))
                                            .map(drained -> accepted(attempts, drained))
                                            .onErrorMap(attempts::last),
                                    attempts,
                                    timer)
                            .doOnError(e -> log(e, request, attempts)));
            return meters.around(answer, timer);
        });
    }

    private <T> Mono<T> inTime(Mono<T> call, ReconnectAttempts attempts, Scheduler timer) {
        Mono<T> late = Mono.error(() -> attempts.lastOwn(late(attempts)));
        AttemptGate gate = attempts.gate();
        return gate == null
                ? call.timeout(totalTimeout, late, timer)
                : call.timeout(gate.deadline().passed(), late);
    }

    private Response<Void> accepted(ReconnectAttempts attempts, DrainedResponse answer) {
        return ReconnectReply.of(answer, clock.instant())
                .match(
                        () -> new SimpleResponse<>(
                                answer.getRequest(), answer.getStatusCode(), answer.getHeaders(), null),
                        busy -> {
                            throw new BackendReconnectException(attempts, answer, busy.error(), busy.serverWait());
                        },
                        refused -> {
                            throw new BackendReconnectException(attempts, answer, refused.error(), Optional.empty());
                        });
    }

    private static void log(Throwable failure, HttpRequest request, ReconnectAttempts attempts) {
        LOGGER.atWarning()
                .addKeyValue("x-ms-client-request-id", request.getHeaders().getValue(X_MS_CLIENT_REQUEST_ID))
                .addKeyValue("backend", attempts.backend().toString())
                .addKeyValue("attempts", attempts.count())
                .addKeyValue("failure", failure.toString())
                .log("Reconnect failed");
    }

    /** A call that is canceled while its response arrives loses it on the way, which is not an error to report. */
    private static <T> Mono<T> noAnswer(@Nullable AttemptGate gate) {
        return gate != null && gate.isOver()
                ? Mono.never()
                : Mono.error(new IllegalStateException("The transport or a policy completed without a response"));
    }

    private TimeoutException late(ReconnectAttempts attempts) {
        return new TimeoutException("No answer within the total timeout of " + totalTimeout + " (backend "
                + attempts.backend() + ", " + attempts.text() + ")");
    }

    /** Returns the endpoint and the api-version, never a credential. */
    @Override
    public String toString() {
        return "BackendReconnectAsyncClient[endpoint=" + call.endpoint() + ", apiVersion=" + call.apiVersion() + "]";
    }
}
