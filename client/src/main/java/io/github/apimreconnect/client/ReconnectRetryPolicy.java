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
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The retry policy. It sees drained responses and transport failures, asks {@link RetrySchedule}, and waits on a timer.
 * Reconnecting twice is harmless, so a POST whose outcome is unknown is sent again.
 */
final class ReconnectRetryPolicy implements HttpPipelinePolicy {
    private static final ClientLogger LOGGER = new ClientLogger(ReconnectRetryPolicy.class);

    private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";

    private final RetrySchedule schedule;
    private final Clock clock;
    private final DoubleSupplier chance;
    private final Supplier<Scheduler> timer;

    ReconnectRetryPolicy(RetrySchedule schedule, Clock clock, DoubleSupplier chance, Supplier<Scheduler> timer) {
        this.schedule = schedule;
        this.clock = clock;
        this.chance = chance;
        this.timer = timer;
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
    private record Failed(Throwable failure, Optional<Duration> serverWait) {}

    /** The attempts of one call, in sequence. */
    private final class Run {
        private final HttpPipelineCallContext context;
        private final HttpPipelineNextPolicy next;
        private final ReconnectAttempts attempts;
        private final HttpRequest request;
        private volatile boolean again;

        Run(
                HttpPipelineCallContext context,
                HttpPipelineNextPolicy next,
                ReconnectAttempts attempts,
                HttpRequest request) {
            this.context = context;
            this.next = next;
            this.attempts = attempts;
            this.request = request;
        }

        /** Loops, since nested attempts would overflow the stack and retain every failure. */
        Mono<HttpResponse> result() {
            return Mono.defer(this::attempt).repeat(() -> again).singleOrEmpty();
        }

        /** Emits the result of the call, or completes empty if another attempt is due. */
        private Mono<HttpResponse> attempt() {
            again = false;
            attempts.begin();
            // Each attempt has its own request, without the previous attempt's token and date.
            context.setHttpRequest(request.copy());
            return next.clone()
                    .process()
                    .flatMap(ReconnectDrainPolicy::drain)
                    .map(this::ended)
                    .onErrorResume(
                            e -> attempts.isAtTransport() && isTransient(e),
                            e -> Mono.just(new Ended(Mono.error(e), Optional.of(new Failed(e, Optional.empty())))))
                    .flatMap(ended -> ended.failed()
                            .map(failed -> retried(failed, ended.result()))
                            .orElse(ended.result()));
        }

        private Ended ended(DrainedResponse answer) {
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
            Duration left = attempts.left(timer.get().now(TimeUnit.NANOSECONDS));
            return schedule.after(attempts.begun(), failed.serverWait(), left, chance.getAsDouble())
                    .match(decided -> waited(failed.failure(), decided.delay()), giveUp -> {
                        giveUp.reason().ifPresent(attempts::gaveUp);
                        return result;
                    });
        }

        private Mono<HttpResponse> waited(Throwable failure, Duration delay) {
            attempts.failed(failure);
            LOGGER.atInfo()
                    .addKeyValue(CLIENT_REQUEST_ID, request.getHeaders().getValue(X_MS_CLIENT_REQUEST_ID))
                    .addKeyValue("attempt", attempts.begun())
                    .addKeyValue("waitMillis", delay.toMillis())
                    .addKeyValue("failure", failure.toString())
                    .log("Reconnect failed; retrying");
            again = true;
            return Mono.delay(delay, timer.get()).then(Mono.empty());
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
