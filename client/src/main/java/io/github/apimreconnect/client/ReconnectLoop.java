package io.github.apimreconnect.client;

import static com.azure.core.http.HttpHeaderName.X_MS_CLIENT_REQUEST_ID;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.logging.ClientLogger;
import io.github.apimreconnect.client.ReconnectRetry.Again;
import io.github.apimreconnect.client.ReconnectRetry.Decision;
import io.github.apimreconnect.client.ReconnectRetry.GiveUp;
import io.netty.handler.codec.CodecException;
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
        return attempts == null ? next.process() : attempt(context, next, attempts, context.getHttpRequest());
    }

    private Mono<HttpResponse> attempt(
            HttpPipelineCallContext context, HttpPipelineNextPolicy next, Attempts attempts, HttpRequest request) {
        attempts.begin();
        // Each attempt has a request of its own, without the token and date of the one before.
        context.setHttpRequest(request.copy());
        return next.clone()
                .process()
                .flatMap(ReconnectWire::drain)
                .map(answer -> ended(answer, attempts))
                .onErrorResume(
                        e -> attempts.isOnWire() && isTransient(e),
                        e -> Mono.just(new Failed(Mono.error(e), e, Optional.empty())))
                .flatMap(ended -> ended instanceof Failed failed
                        ? retried(failed, attempts, request, () -> attempt(context, next, attempts, request))
                        : ended.result());
    }

    /** How an attempt ended. */
    private sealed interface Ended {
        Mono<HttpResponse> result();
    }

    /** With this answer. */
    private record Settled(Mono<HttpResponse> result) implements Ended {}

    /** With something that may be retried, or else is the result. */
    private record Failed(Mono<HttpResponse> result, Throwable failure, Optional<Duration> serverWait)
            implements Ended {}

    private Ended ended(DrainedResponse answer, Attempts attempts) {
        Mono<HttpResponse> result = Mono.just(answer);
        return ReconnectReply.of(answer, clock.instant()) instanceof ReconnectReply.Transient reply
                ? new Failed(
                        result,
                        new BackendReconnectException(attempts, answer, reply.error(), reply.serverWait()),
                        reply.serverWait())
                : new Settled(result);
    }

    private Mono<HttpResponse> retried(
            Failed failed, Attempts attempts, HttpRequest request, Supplier<Mono<HttpResponse>> attempt) {
        Duration left =
                Duration.ofMillis(attempts.deadlineMillis() - timer.get().now(TimeUnit.MILLISECONDS));
        Decision decision = retry.after(attempts.begun(), failed.serverWait(), left, chance.getAsDouble());
        if (decision instanceof Again again) {
            attempts.failed(failed.failure());
            LOGGER.atInfo()
                    .addKeyValue(CLIENT_REQUEST_ID, request.getHeaders().getValue(X_MS_CLIENT_REQUEST_ID))
                    .addKeyValue("attempt", attempts.begun())
                    .addKeyValue("waitMillis", again.delay().toMillis())
                    .addKeyValue("failure", failed.failure().toString())
                    .log("Reconnect failed and is tried again");
            return Mono.delay(again.delay(), timer.get()).then(Mono.defer(attempt));
        }
        ((GiveUp) decision).reason().ifPresent(attempts::gaveUp);
        return failed.result();
    }

    /** What the network does to a request now and then; a certificate that is not trusted will not be next time. */
    private static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
                return false;
            }
        }
        // Netty's own, which is no IOException: an answer cut off in its head, or no HTTP at all.
        boolean cutOff = failure instanceof CodecException;
        return cutOff || failure instanceof IOException || failure instanceof TimeoutException;
    }
}
