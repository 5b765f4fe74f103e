package io.github.apimreconnect.client;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
 * The tokens of one credential for one scope. The credential is called on a thread that may block, once for all waiting
 * calls, and is never interrupted: if the call that asked is canceled, the token serves the next one.
 *
 * <p>Azure Core's cache differs: a canceled call cancels the token request, and a failure is both emitted and logged as
 * an error.
 */
final class Tokens {
    private static final Duration REFRESH_BEFORE_EXPIRY = Duration.ofMinutes(5);
    private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(30);
    /** The time a call waits for a refresh while its token is still valid. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The time after which a request counts as stuck, and the next call starts another one alongside it. */
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

    /** A token, the claims it was requested with, and when to request the next one. */
    private record Held(AccessToken token, String claims, Instant refreshAt) {
        boolean serves(String asked, Instant now) {
            // Any token serves a plain request; one with claims comes from a server that rejected the others.
            return (asked.isEmpty() || asked.equals(claims))
                    && token.getExpiresAt().toInstant().isAfter(now);
        }
    }

    /** A token request in flight. */
    private record Request(Mono<AccessToken> answer, Instant since) {
        boolean isStuck(Instant now) {
            return since.plus(STUCK).isBefore(now);
        }
    }

    /** Emits a token, or the credential's own error. Canceling leaves the request running for other calls. */
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

    /** Emits the next token; if it takes long or fails, the current one while that is still valid. */
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
                // Before callers are notified: the next call must not get a finished request.
                .doOnTerminate(() -> ended(claims, since))
                // As a value: Reactor logs an error without a subscriber as dropped.
                .materialize()
                .cache();
        return once.dematerialize();
    }

    /** Removes this request, but not one that was started after this one was found stuck. */
    private void ended(String claims, Instant since) {
        requests.computeIfPresent(claims, (key, running) -> running.since().equals(since) ? null : running);
    }

    private Instant refreshAt(AccessToken token) {
        Instant now = clock.instant();
        Instant soonest = now.plus(BETWEEN_REFRESHES);
        OffsetDateTime named = token.getRefreshAt();
        // Azure Identity names 1970 if the authority names no time.
        Instant due = named != null && named.toInstant().isAfter(now)
                ? named.toInstant()
                : token.getExpiresAt().toInstant().minus(REFRESH_BEFORE_EXPIRY);
        return due.isAfter(soonest) ? due : soonest;
    }

    private void postponeRefresh() {
        Held current = held;
        if (current != null) {
            held = new Held(current.token(), current.claims(), clock.instant().plus(BETWEEN_REFRESHES));
        }
    }

    private static IllegalStateException noToken() {
        return new IllegalStateException("The credential completed without emitting a token");
    }
}
