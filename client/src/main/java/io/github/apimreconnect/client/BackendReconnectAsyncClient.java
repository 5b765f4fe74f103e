package io.github.apimreconnect.client;

import static com.azure.core.http.HttpHeaderName.X_MS_CLIENT_REQUEST_ID;

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
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Tells the gateways of an API Management service to connect anew to one of its backends. Immutable and safe to share;
 * there is nothing to close.
 *
 * <p>The service answers 202 and reconnects later; there is nothing to poll. Reconnecting twice is harmless.
 *
 * <p>Every {@code Mono} here is lazy and repeatable. Before subscription nothing happens: no argument is checked, no
 * token asked for. Each subscription is a new call: up to five attempts, by default, within three minutes, the time in
 * the connection pool's queue included. Cancelling gives the call up at once: no further attempt is made, and an
 * exchange in flight is cut off and its connection closed, though the service may have accepted it by then; a token
 * request that is already inside the credential runs to its end there. No method blocks or throws; what goes wrong is
 * emitted, with the failures of earlier attempts as suppressed exceptions: the first and the latest four, and a note of
 * how many were left out between them:
 *
 * <ul>
 *   <li>{@link IllegalArgumentException}: a wrong argument, named; nothing was sent, no token asked for. Also a request
 *       header that cannot be sent, such as a token with a line break: named, its value not shown, and not retried;
 *   <li>{@link BackendReconnectException}: an answer other than 202, after the retries that ARM and API Management
 *       recommend for some of them;
 *   <li>the credential's own exception, where there is no token; it is not retried here, and has nothing suppressed, since
 *       all calls that wait for one token are given the same instance;
 *   <li>the transport's own exception, an {@link java.io.IOException} as a rule, where there is no answer. After
 *       retries it is a copy of the same JDK type, with the transport's as its cause, since a transport may give one
 *       instance to several calls;
 *   <li>{@link java.util.concurrent.TimeoutException}: the total timeout has passed, or the time for one answer.
 * </ul>
 *
 * @see <a href="https://learn.microsoft.com/rest/api/apimanagement/backend/reconnect">Backend - Reconnect</a>
 */
@ServiceClient(builder = BackendReconnectClientBuilder.class, isAsync = true)
public final class BackendReconnectAsyncClient {
    private static final ClientLogger LOGGER = new ClientLogger(BackendReconnectAsyncClient.class);

    private final HttpPipeline pipeline;
    private final ReconnectCall call;
    private final ReconnectSpan span;
    private final Duration totalTimeout;
    private final Clock clock;
    private final Supplier<Scheduler> timers;

    BackendReconnectAsyncClient(
            HttpPipeline pipeline,
            ReconnectCall call,
            ReconnectSpan span,
            Duration totalTimeout,
            Clock clock,
            Supplier<Scheduler> timers) {
        this.pipeline = pipeline;
        this.call = call;
        this.span = span;
        this.totalTimeout = totalTimeout;
        this.clock = clock;
        this.timers = timers;
    }

    /**
     * Asks for a reconnect after the service's own delay, which is 2 minutes.
     *
     * @param backend the backend to connect to anew
     * @return a {@code Mono} that completes empty when the service has accepted, or emits one of the errors listed at
     *     the class. Subscribing sends the request; cancelling gives it up
     */
    @ServiceMethod(returns = ReturnType.SINGLE)
    public Mono<Void> reconnect(BackendId backend) {
        return reconnectWithResponse(backend, null).then();
    }

    /**
     * Asks for a reconnect after a delay.
     *
     * @param backend the backend to connect to anew
     * @param after how long the gateways wait before they reconnect, zero or more; null leaves it to the service. The
     *     REST page gives 2 minutes as the minimum, and the service decides
     * @return a {@code Mono} that completes empty when the service has accepted, or emits one of the errors listed at
     *     the class. Subscribing sends the request; cancelling gives it up
     */
    @ServiceMethod(returns = ReturnType.SINGLE)
    public Mono<Void> reconnect(BackendId backend, @Nullable Duration after) {
        return Mono.defer(() -> reconnectWithResponse(backend, new BackendReconnectContract(after)))
                .then();
    }

    /**
     * Asks for a reconnect and gives the answer with its headers, among them {@code x-ms-request-id} and
     * {@code x-ms-ratelimit-remaining-subscription-writes}.
     *
     * @param backend the backend to connect to anew
     * @param contract what to ask for; null, or one without {@code after}, sends no body, and the service waits 2
     *     minutes
     * @return a {@code Mono} of the response, whose status is 202 and whose value is null, or one of the errors listed
     *     at the class. The response holds no connection, and its request no credential. Subscribing sends the
     *     request; cancelling gives it up
     */
    @ServiceMethod(returns = ReturnType.SINGLE)
    public Mono<Response<Void>> reconnectWithResponse(BackendId backend, @Nullable BackendReconnectContract contract) {
        return FluxUtil.withContext(context -> {
            HttpRequest request = call.toRequest(backend, contract);
            Scheduler timer = timers.get();
            Attempts attempts = new Attempts(backend, timer.now(TimeUnit.NANOSECONDS) + totalTimeout.toNanos());
            return span.around(
                    context,
                    inSpan -> pipeline.send(request, attempts.in(inSpan))
                            .flatMap(ReconnectWire::drain)
                            .switchIfEmpty(Mono.error(BackendReconnectAsyncClient::noAnswer))
                            .map(answer -> accepted(attempts, answer))
                            .onErrorMap(attempts::last)
                            .timeout(totalTimeout, Mono.error(() -> attempts.lastOwn(late(attempts))), timer)
                            .doOnError(e -> log(e, request, attempts)));
        });
    }

    private Response<Void> accepted(Attempts attempts, DrainedResponse answer) {
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

    private static void log(Throwable failure, HttpRequest request, Attempts attempts) {
        LOGGER.atWarning()
                .addKeyValue("x-ms-client-request-id", request.getHeaders().getValue(X_MS_CLIENT_REQUEST_ID))
                .addKeyValue("backend", attempts.backend().toString())
                .addKeyValue("attempts", attempts.count())
                .addKeyValue("failure", failure.toString())
                .log("Reconnect failed");
    }

    private static IllegalStateException noAnswer() {
        return new IllegalStateException("The transport or a policy completed without an answer");
    }

    private TimeoutException late(Attempts attempts) {
        return new TimeoutException("No answer within the total timeout of " + totalTimeout + " (backend "
                + attempts.backend() + ", " + attempts.text() + ")");
    }

    /** Returns where calls go and in which api-version; never a credential. */
    @Override
    public String toString() {
        return "BackendReconnectAsyncClient[endpoint=" + call.endpoint() + ", apiVersion=" + call.apiVersion() + "]";
    }
}
