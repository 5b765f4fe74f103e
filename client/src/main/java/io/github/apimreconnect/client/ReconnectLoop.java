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
 * The policy that tries again. It sees drained answers and transport failures, asks {@link ReconnectRetry}, and waits on
 * a timer. Reconnecting twice is harmless, so a POST whose fate is unknown is sent again.
 */
final class ReconnectLoop implements HttpPipelinePolicy {
    private static final ClientLogger LOGGER = new ClientLogger(ReconnectLoop.class);

    private static final String CLIENT_REQUEST_ID = "x-ms-client-request-id";

    private final ReconnectRetry retry;
    private final Clock clock;
    private final DoubleSupplier chance;
    private final Supplier<Scheduler> timer;

    ReconnectLoop(ReconnectRetry retry, Clock clock, DoubleSupplier chance, Supplier<Scheduler> timer) {
        this.retry = retry;
        this.clock = clock;
        this.chance = chance;
        this.timer = timer;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        Attempts attempts = Attempts.of(context);
        // Without it the call is not one of this library's clients.
        return attempts == null
                ? next.process()
                : Mono.defer(() -> new Run(context, next, attempts, context.getHttpRequest()).result());
    }

    /** How an attempt ended: its result, and, where that is a failure that may be retried, the failure. */
    private record Ended(Mono<HttpResponse> result, Optional<Failed> failed) {}

    /** A failure that may be retried. */
    private record Failed(Throwable failure, Optional<Duration> serverWait) {}

    /** The attempts of one call, one after another. */
    private final class Run {
        private final HttpPipelineCallContext context;
        private final HttpPipelineNextPolicy next;
        private final Attempts attempts;
        private final HttpRequest request;
        private volatile boolean again;

        Run(HttpPipelineCallContext context, HttpPipelineNextPolicy next, Attempts attempts, HttpRequest request) {
            this.context = context;
            this.next = next;
            this.attempts = attempts;
            this.request = request;
        }

        /** A loop, since attempts nested in one another would overflow the stack and keep every failure. */
        Mono<HttpResponse> result() {
            return Mono.defer(this::attempt).repeat(() -> again).singleOrEmpty();
        }

        /** Emits the result of the call, or nothing where another attempt is due. */
        private Mono<HttpResponse> attempt() {
            again = false;
            attempts.begin();
            // Each attempt has a request of its own, without the token and date of the one before.
            context.setHttpRequest(request.copy());
            return next.clone()
                    .process()
                    .flatMap(ReconnectWire::drain)
                    .map(this::ended)
                    .onErrorResume(
                            e -> attempts.isOnWire() && isTransient(e),
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
            return retry.after(attempts.begun(), failed.serverWait(), left, chance.getAsDouble())
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
                    .log("Reconnect failed and is tried again");
            again = true;
            return Mono.delay(delay, timer.get()).then(Mono.empty());
        }
    }

    /** What the network does to a request now and then; a certificate or a password will be no better next time. */
    private static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathValidatorException
                    || isPasswordOfProxy(cause)) {
                return false;
            }
        }
        // Netty's own, which is no IOException: an answer cut off in its head, or no HTTP at all.
        boolean cutOff = failure instanceof CodecException;
        return cutOff || failure instanceof IOException || failure instanceof TimeoutException;
    }

    private static boolean isPasswordOfProxy(Throwable cause) {
        return cause instanceof ProxyConnectException
                && String.valueOf(cause.getMessage()).contains("status: 407");
    }
}
