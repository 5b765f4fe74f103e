package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

final class TokensTest {
    private static final TokenRequestContext PLAIN = new TokenRequestContext().addScopes("scope");

    private final SettableClock clock = new SettableClock();
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Mono<AccessToken>> answers = new ConcurrentLinkedQueue<>();
    private final Tokens tokens = new Tokens(
            request -> {
                asked.incrementAndGet();
                return answers.remove();
            },
            clock,
            () -> timer);

    @Test
    void aTokenIsKeptUntilFiveMinutesBeforeItExpires() {
        answers.add(token("first", Duration.ofHours(1)));
        answers.add(token("second", Duration.ofHours(2)));
        expect("first");
        clock.forward(Duration.ofMinutes(55).minusSeconds(1));
        expect("first");
        assertThat(asked).hasValue(1);
        clock.forward(Duration.ofSeconds(2));
        expect("second");
    }

    @Test
    void aTokenIsRefreshedAtTheTimeItNames() {
        answers.add(Mono.just(refreshedAt(SettableClock.START.plus(Duration.ofMinutes(20)))));
        answers.add(token("second", Duration.ofHours(2)));
        expect("first");
        clock.forward(Duration.ofMinutes(19));
        expect("first");
        clock.forward(Duration.ofMinutes(2));
        expect("second");
    }

    @Test
    void aTokenThatNamesATimeInThePastIsKeptUntilItExpires() {
        answers.add(Mono.just(refreshedAt(Instant.EPOCH)));
        expect("first");
        clock.forward(Duration.ofMinutes(54));
        expect("first");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aTokenThatExpiresWithinFiveMinutesIsNotRefreshedByEveryCall() {
        answers.add(token("first", Duration.ofMinutes(4)));
        expect("first");
        expect("first");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aRefreshThatFailsLeavesTheTokenInUseAndIsTriedAgainAfterHalfAMinute() {
        answers.add(token("first", Duration.ofHours(1)));
        answers.add(failure());
        answers.add(token("second", Duration.ofHours(2)));
        expect("first");
        clock.forward(Duration.ofMinutes(56));
        expect("first");
        expect("first");
        assertThat(asked).hasValue(2);
        clock.forward(Duration.ofSeconds(31));
        expect("second");
    }

    @Test
    void whileOneCallRefreshesTheOthersUseTheTokenThereIs() {
        Sinks.One<AccessToken> refresh = Sinks.one();
        answers.add(token("first", Duration.ofHours(1)));
        answers.add(refresh.asMono());
        expect("first");
        clock.forward(Duration.ofMinutes(56));
        Mono<String> refreshing = text(PLAIN).cache();
        refreshing.subscribe();
        expect("first");
        refresh.tryEmitValue(accessToken("second", Duration.ofHours(2))).orThrow();
        StepVerifier.create(refreshing).expectNext("second").expectComplete().verify(Duration.ofSeconds(10));
    }

    @Test
    void anExpiredTokenIsNotUsedWhenTheNextCannotBeHad() {
        answers.add(token("first", Duration.ofHours(1)));
        answers.add(failure());
        expect("first");
        clock.forward(Duration.ofHours(1));
        StepVerifier.create(tokens.get(PLAIN))
                .expectError(ClientAuthenticationException.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void aTokenThatExpiresDuringARefreshThatFailsIsNotUsed() {
        Sinks.One<AccessToken> refresh = Sinks.one();
        answers.add(token("first", Duration.ofHours(1)));
        answers.add(refresh.asMono());
        expect("first");
        clock.forward(Duration.ofMinutes(60).minusSeconds(20));
        Mono<String> refreshing = text(PLAIN).cache();
        refreshing.subscribe(token -> {}, e -> {});
        clock.forward(Duration.ofSeconds(40));
        refresh.tryEmitError(new ClientAuthenticationException("down", null)).orThrow();
        StepVerifier.create(refreshing)
                .expectError(ClientAuthenticationException.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void aRefreshThatHangsIsNotWaitedForWhileTheTokenServes() {
        answers.add(token("first", Duration.ofHours(1)));
        answers.add(Mono.never());
        expect("first");
        clock.forward(Duration.ofMinutes(56));
        Mono<String> refreshing = text(PLAIN).cache();
        refreshing.subscribe();
        timer.advanceTimeBy(Duration.ofSeconds(6));
        StepVerifier.create(refreshing).expectNext("first").expectComplete().verify(Duration.ofSeconds(10));
    }

    @Test
    void aRefreshThatIsStuckIsReplacedLongBeforeTheTokenExpires() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        Instant start = clock.instant();
        answers.add(Mono.just(new AccessToken(
                "first",
                start.plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC),
                start.plus(Duration.ofHours(12)).atOffset(ZoneOffset.UTC))));
        answers.add(Mono.<AccessToken>never().doOnSubscribe(s -> stuck.countDown()));
        answers.add(token("third", Duration.ofDays(2)));
        expect("first");
        clock.forward(Duration.ofHours(13));
        text(PLAIN).subscribe().dispose();
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        expect("first");
        clock.forward(Duration.ofMinutes(5).plusSeconds(1));
        expect("third");
    }

    @Test
    void afterAFailureTheNextCallAsksAgainAtOnce() {
        answers.add(failure());
        answers.add(token("second", Duration.ofHours(1)));
        StepVerifier.create(text(PLAIN).onErrorResume(e -> text(PLAIN)))
                .expectNext("second")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void tenThousandCallsThatWaitAreOneRequest() {
        Sinks.One<AccessToken> sink = Sinks.one();
        answers.add(sink.asMono());
        Mono<Long> calls =
                Flux.range(0, 10_000).flatMap(i -> text(PLAIN), 10_000).count().cache();
        calls.subscribe();
        sink.tryEmitValue(accessToken("t", Duration.ofHours(1))).orThrow();
        StepVerifier.create(calls).expectNext(10_000L).expectComplete().verify(Duration.ofSeconds(10));
        assertThat(asked).hasValue(1);
    }

    @Test
    void aRequestThatIsStuckIsNotWaitedForByLaterCalls() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        answers.add(Mono.<AccessToken>never().doOnSubscribe(s -> stuck.countDown()));
        answers.add(token("second", Duration.ofHours(1)));
        text(PLAIN).subscribe().dispose();
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        clock.forward(Duration.ofMinutes(5).plusSeconds(1));
        expect("second");
    }

    @Test
    void claimsAreNotServedByATokenWithoutThem() {
        answers.add(token("plain", Duration.ofHours(1)));
        answers.add(token("with claims", Duration.ofHours(1)));
        expect("plain");
        StepVerifier.create(text(new TokenRequestContext().addScopes("scope").setClaims("{}")))
                .expectNext("with claims")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
        expect("with claims");
    }

    @Test
    void aCredentialThatCompletesWithoutATokenIsAnError() {
        answers.add(Mono.empty());
        StepVerifier.create(tokens.get(PLAIN))
                .expectErrorMessage("The credential completed without emitting a token")
                .verify(Duration.ofSeconds(10));
    }

    private void expect(String token) {
        StepVerifier.create(text(PLAIN)).expectNext(token).expectComplete().verify(Duration.ofSeconds(10));
    }

    private Mono<String> text(TokenRequestContext request) {
        return tokens.get(request).map(AccessToken::getToken);
    }

    private Mono<AccessToken> token(String text, Duration validFor) {
        return Mono.just(accessToken(text, validFor));
    }

    private static AccessToken refreshedAt(Instant time) {
        Instant expires = SettableClock.START.plus(Duration.ofHours(1));
        return new AccessToken("first", expires.atOffset(ZoneOffset.UTC), time.atOffset(ZoneOffset.UTC));
    }

    private static AccessToken accessToken(String text, Duration validFor) {
        return new AccessToken(text, SettableClock.START.plus(validFor).atOffset(ZoneOffset.UTC));
    }

    private static Mono<AccessToken> failure() {
        return Mono.error(new ClientAuthenticationException("no such app", null));
    }

    /** A clock that tests advance. */
    private static final class SettableClock extends Clock {
        private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
        private volatile Instant now = START;

        void forward(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
