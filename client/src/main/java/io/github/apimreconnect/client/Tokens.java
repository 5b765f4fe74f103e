package io.github.apimreconnect.client;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The tokens of one credential for one scope. The credential is asked on a thread that may block, once for all calls that
 * wait, and is never interrupted: its answer serves the next call when the one that asked is cancelled.
 *
 * <p>Azure Core's cache does neither: a cancelled call takes the request with it, and a failure is logged as an error
 * beside being emitted.
 */
final class Tokens {
    private static final Duration REFRESH_BEFORE_EXPIRY = Duration.ofMinutes(5);
    private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(30);
    /** How long a call waits for a refresh while its token still serves. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** After this time a request counts as stuck, and the next call asks again beside it. */
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final TokenCredential credential;
    private final Clock clock;
    private final Supplier<Scheduler> timer;
    private final Map<String, Request> requests = new ConcurrentHashMap<>();
    private volatile @Nullable Held held;

    Tokens(TokenCredential credential, Clock clock, Supplier<Scheduler> timer) {
        this.credential = credential;
        this.clock = clock;
        this.timer = timer;
    }

    /** A token, the claims it was asked for with, and when to ask for the next one. */
    private record Held(AccessToken token, String claims, Instant refreshAt) {
        boolean serves(String asked, Instant now) {
            // A plain request is served by any token; one with claims comes from a server that refused the others.
            return (asked.isEmpty() || asked.equals(claims))
                    && token.getExpiresAt().toInstant().isAfter(now);
        }
    }

    /** A request under way. */
    private record Request(Mono<AccessToken> answer, Instant since) {
        boolean isStuck(Instant now) {
            return since.plus(STUCK).isBefore(now);
        }
    }

    /** Emits a token, or the credential's own error. Cancelling leaves the request for others to use. */
    Mono<AccessToken> get(TokenRequestContext context) {
        return Mono.defer(() -> {
            String claims = Objects.requireNonNullElse(context.getClaims(), "");
            Instant now = clock.instant();
            Held current = held;
            if (current == null || !current.serves(claims, now)) {
                return requested(context, claims, now);
            }
            Request running = requests.get(claims);
            boolean fresh = now.isBefore(current.refreshAt()) || (running != null && !running.isStuck(now));
            return fresh ? Mono.just(current.token()) : refreshed(current, claims, requested(context, claims, now));
        });
    }

    /** The next token; where that takes long or fails, the current one, as long as it serves. */
    private Mono<AccessToken> refreshed(Held current, String claims, Mono<AccessToken> next) {
        return next.timeout(PATIENCE, Mono.defer(() -> whileItServes(current, claims, next)), timer.get())
                .onErrorResume(e -> whileItServes(current, claims, Mono.error(e)));
    }

    private Mono<AccessToken> whileItServes(Held current, String claims, Mono<AccessToken> otherwise) {
        return current.serves(claims, clock.instant()) ? Mono.just(current.token()) : otherwise;
    }

    private Mono<AccessToken> requested(TokenRequestContext context, String claims, Instant now) {
        return requests.compute(
                        claims,
                        (key, running) -> running == null || running.isStuck(now)
                                ? new Request(request(context, claims, now), now)
                                : running)
                .answer();
    }

    private Mono<AccessToken> request(TokenRequestContext context, String claims, Instant since) {
        Mono<Signal<AccessToken>> once = Mono.defer(() -> credential.getToken(context))
                .switchIfEmpty(Mono.error(Tokens::noToken))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(token -> held = new Held(token, claims, refreshAt(token)))
                .doOnError(e -> postponeRefresh())
                // Before the callers hear of it: the next one must not be given an answer that is over.
                .doOnTerminate(() -> ended(claims, since))
                // As a value: an error that nobody waits for any more would be logged as dropped.
                .materialize()
                .cache();
        return once.dematerialize();
    }

    /** Leaves alone a request that was begun after this one had been found stuck. */
    private void ended(String claims, Instant since) {
        requests.computeIfPresent(claims, (key, running) -> running.since().equals(since) ? null : running);
    }

    private Instant refreshAt(AccessToken token) {
        Instant due = token.getRefreshAt() != null
                ? token.getRefreshAt().toInstant()
                : token.getExpiresAt().toInstant().minus(REFRESH_BEFORE_EXPIRY);
        Instant soonest = clock.instant().plus(BETWEEN_REFRESHES);
        return due.isAfter(soonest) ? due : soonest;
    }

    private void postponeRefresh() {
        Held current = held;
        if (current != null) {
            held = new Held(current.token(), current.claims(), clock.instant().plus(BETWEEN_REFRESHES));
        }
    }

    private static IllegalStateException noToken() {
        return new IllegalStateException("The credential completed without a token");
    }
}
