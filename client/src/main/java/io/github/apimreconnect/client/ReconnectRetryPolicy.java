package io.github.apimreconnect.client;

import static com.azure.core.http.HttpHeaderName.X_MS_CLIENT_REQUEST_ID;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.logging.ClientLogger;
import io.netty.handler.codec.CodecException;
import io.netty.handler.proxy.ProxyConnectException;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The retry policy. It sees drained responses and transport failures, asks {@link RetrySchedule}, and waits on a timer.
 * Reconnecting twice is harmless, so a POST whose outcome is unknown is sent again.
 */
final class ReconnectRetryPolicy implements HttpPipelinePolicy {
    private static final ClientLogger LOGGER = new ClientLogger(ReconnectRetryPolicy.class);

    private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration UNKNOWN_THROTTLING = Duration.ofSeconds(1);

    private final RetrySchedule schedule;
    private final Clock clock;
    private final DoubleSupplier chance;
    private final Supplier<Scheduler> timer;
    private final ReconnectMeters meters;

    ReconnectRetryPolicy(
            RetrySchedule schedule,
            Clock clock,
            DoubleSupplier chance,
            Supplier<Scheduler> timer,
            ReconnectMeters meters) {
        this.schedule = schedule;
        this.clock = clock;
        this.chance = chance;
        this.timer = timer;
        this.meters = meters;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        ReconnectAttempts attempts = ReconnectAttempts.of(context);
        // Absent if the call was not made by one of this library's clients.
        return attempts == null
                ? next.process()
                : Mono.defer(() -> new Run(context, next, attempts, context.getHttpRequest()).result());
    }

    /** The outcome of an attempt: its result and, if it failed and may be retried, the failure. */
    private record Ended(Mono<HttpResponse> result, Optional<Failed> failed) {}

    /** A failure that may be retried. */
    private record Failed(Throwable failure, Optional<Duration> serverWait) {
        boolean isThrottled() {
            return failure instanceof BackendReconnectException refused && refused.getStatusCode() == TOO_MANY_REQUESTS;
        }

        Duration throttling() {
            return serverWait.filter(wait -> !wait.isZero()).orElse(UNKNOWN_THROTTLING);
        }
    }

    /** The attempts of one call, in sequence. */
    private final class Run {
        private final HttpPipelineCallContext context;
        private final HttpPipelineNextPolicy next;
        private final ReconnectAttempts attempts;
        private final HttpRequest request;
        private final @Nullable AttemptGate gate;
        private volatile boolean again;
        private volatile @Nullable String failedBy;

        Run(
                HttpPipelineCallContext context,
                HttpPipelineNextPolicy next,
                ReconnectAttempts attempts,
                HttpRequest request) {
            this.context = context;
            this.next = next;
            this.attempts = attempts;
            this.request = request;
            this.gate = attempts.gate();
        }

        /** Loops, since nested attempts would overflow the stack and retain every failure. */
        Mono<HttpResponse> result() {
            return Mono.defer(this::attempt).repeat(() -> again).singleOrEmpty();
        }

        /** Emits the result of the call, or completes empty if another attempt is due. */
        private Mono<HttpResponse> attempt() {
            again = false;
            attempts.begin();
            String before = failedBy;
            if (before != null) {
                meters.retried(before);
            }
            // Each attempt has its own request, without the previous attempt's token and date.
            context.setHttpRequest(request.copy());
            return next.clone()
                    .process()
                    .flatMap(ReconnectDrainPolicy::drain)
                    .map(this::ended)
                    .doOnError(e -> landed())
                    .onErrorResume(
                            e -> attempts.isAtTransport() && isTransient(e),
                            e -> Mono.just(new Ended(Mono.error(e), Optional.of(new Failed(e, Optional.empty())))))
                    .flatMap(ended -> ended.failed()
                            .map(failed -> retried(failed, ended.result()))
                            .orElse(ended.result()));
        }

        private void landed() {
            if (gate != null) {
                gate.failed();
            }
        }

        private Ended ended(DrainedResponse answer) {
            if (gate != null) {
                gate.answered(answer);
            }
            Optional<Failed> failed = ReconnectReply.of(answer, clock.instant())
                    .match(
                            Optional::empty,
                            busy -> Optional.of(new Failed(
                                    new BackendReconnectException(attempts, answer, busy.error(), busy.serverWait()),
                                    busy.serverWait())),
                            refused -> Optional.empty());
            return new Ended(Mono.just(answer), failed);
        }

        private Mono<HttpResponse> retried(Failed failed, Mono<HttpResponse> result) {
            failedBy = meters.code(failed.failure());
            if (gate != null && failed.isThrottled()) {
                attempts.throttled();
                return admitted(gate.afterThrottling(failed.throttling()), result);
            }
            Duration left = attempts.left(timer.get().now(TimeUnit.NANOSECONDS));
            return schedule.after(attempts.counted(), failed.serverWait(), left, chance.getAsDouble())
                    .match(decided -> waited(failed.failure(), decided.delay(), result), giveUp -> {
                        giveUp.reason().ifPresent(attempts::gaveUp);
                        return result;
                    });
        }

        private Mono<HttpResponse> waited(Throwable failure, Duration delay, Mono<HttpResponse> result) {
            LOGGER.atInfo()
                    .addKeyValue(CLIENT_REQUEST_ID, request.getHeaders().getValue(X_MS_CLIENT_REQUEST_ID))
                    .addKeyValue("attempt", attempts.begun())
                    .addKeyValue("waitMillis", delay.toMillis())
                    .addKeyValue("failure", failure.toString())
                    .log("Reconnect failed; retrying");
            if (gate != null) {
                return admitted(gate.again(delay), result).doOnSuccess(last -> {
                    if (last == null) {
                        attempts.failed(failure);
                    }
                });
            }
            attempts.failed(failure);
            again = true;
            return Mono.delay(delay, timer.get()).then(Mono.empty());
        }

        /** Repeats the attempt if the gate admits it; otherwise its result is the call's. */
        private Mono<HttpResponse> admitted(Mono<Boolean> decision, Mono<HttpResponse> result) {
            return decision.flatMap(may -> {
                again = may;
                return may ? Mono.empty() : result;
            });
        }
    }

    /** Returns whether a network failure may be temporary; a bad certificate or proxy password fails every time. */
    private static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || isPasswordOfProxy(cause)) {
                return false;
            }
        }
        // Netty's own type, not an IOException: a response cut off in its headers, or bytes that are not valid HTTP.
        boolean cutOff = failure instanceof CodecException;
        return cutOff || failure instanceof IOException || failure instanceof TimeoutException;
    }

    private static boolean isPasswordOfProxy(Throwable cause) {
        return cause instanceof ProxyConnectException
                && String.valueOf(cause.getMessage()).contains("status: 407");
    }
}
