package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.ids;
import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.ClientOptions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.PrematureChannelClosureException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A client's metrics in a registry of Micrometer's, in virtual time. */
final class ReconnectMetersTest {
    private static final String CALL = "apim.reconnect.call";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final VirtualTimer timer = new VirtualTimer();
    private final Script script = new Script();

    @Test
    void anAcceptedCallIsTimedWithItsRetries() {
        script.then(503, "x-ms-retry-after-ms", "5000")
                .then(429, "x-ms-retry-after-ms", "1000")
                .then(202);
        client().reconnect(ID).subscribe();
        timer.advance(Duration.ofMinutes(1));
        assertThat(millis(call("accepted", "none"))).isEqualTo(5400 + 1800);
        assertThat(registry.find(CALL).timers()).hasSize(1);
        assertThat(retries("UnexpectedResponse")).isEqualTo(2);
    }

    @Test
    void eachRetryIsCountedByTheCodeOfTheFailureBeforeIt() {
        CannedTransport transport = new CannedTransport(request -> script.apply(request)
                .onErrorResume(AssertionError.class, end -> Mono.just(CannedResponse.of(request, 202, ""))));
        script.fail(new IOException("reset"))
                .fail(new PrematureChannelClosureException("cut off in the headers"))
                .fail(new TimeoutException());
        client(builder -> builder.httpClient(transport)).reconnect(ID).subscribe();
        timer.advance(Duration.ofMinutes(1));
        assertThat(retries("Connection")).isEqualTo(2);
        assertThat(retries("Timeout")).isEqualTo(1);
    }

    @Test
    void aRetryThatIsNotMadeIsNotCounted() {
        script.then(503, "Retry-After", "30");
        client().reconnect(ID).subscribe().dispose();
        timer.advance(Duration.ofMinutes(1));
        assertThat(registry.find("apim.reconnect.retries").counters()).isEmpty();
        assertThat(call("cancelled", "none").count()).isEqualTo(1);
    }

    @Test
    void aRefusalIsCountedByArmsCode() {
        StepVerifier.create(client(builder -> builder.httpClient(refusing("ResourceNotFound")))
                        .reconnect(ID))
                .verifyError(BackendReconnectException.class);
        assertThat(call("refused", "ResourceNotFound").count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "resource", "Resource Not Found", "12345", "A", "Résumé", "A\nB"})
    void aCodeOfUnusualFormIsOther(String code) {
        StepVerifier.create(client(builder -> builder.httpClient(refusing(code.replace("\n", "\\n"))))
                        .reconnect(ID))
                .verifyError(BackendReconnectException.class);
        assertThat(call("refused", "other").count()).isEqualTo(1);
    }

    @Test
    void aCodeIsAtMostSixtyFourCharacters() {
        for (int length : new int[] {64, 65}) {
            StepVerifier.create(client(builder -> builder.httpClient(refusing("A".repeat(length))))
                            .reconnect(ID))
                    .verifyError(BackendReconnectException.class);
        }
        assertThat(call("refused", "A".repeat(64)).count()).isEqualTo(1);
        assertThat(call("refused", "other").count()).isEqualTo(1);
    }

    @Test
    void afterSixtyFourCodesNewOnesAreOther() {
        int[] sent = {0};
        BackendReconnectAsyncClient client = client(builder -> builder.httpClient(new CannedTransport(request ->
                Mono.just(CannedResponse.of(request, 404, error("Code" + sent[0]++ % 100))))));
        IntStream.range(0, 200)
                .forEach(n -> StepVerifier.create(client.reconnect(ID)).verifyError(BackendReconnectException.class));
        assertThat(registry.find(CALL).timers()).hasSize(65);
        assertThat(call("refused", "Code63").count()).isEqualTo(2);
        assertThat(call("refused", "other").count()).isEqualTo(72);
    }

    @Test
    void failuresWithoutAnAnswerAreCountedByKind() {
        script.never().fail(new IOException("reset")).fail(new IllegalStateException());
        BackendReconnectAsyncClient client = client(builder -> builder.totalTimeout(Duration.ofSeconds(7))
                .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)))));
        client.reconnect(ID).subscribe(done -> {}, e -> {});
        timer.advance(Duration.ofSeconds(8));
        client.reconnect(ID).subscribe(done -> {}, e -> {});
        client.reconnect(ID).subscribe(done -> {}, e -> {});
        // On a thread of its own.
        StepVerifier.create(client(builder -> builder.credential(
                                request -> Mono.error(() -> new ClientAuthenticationException("no such app", null))))
                        .reconnect(ID))
                .expectError(ClientAuthenticationException.class)
                .verify(RetryCalls.LIMIT);
        assertThat(millis(call("failed", "Timeout"))).isEqualTo(7000);
        assertThat(call("failed", "Connection").count()).isEqualTo(1);
        assertThat(call("failed", "other").count()).isEqualTo(1);
        assertThat(call("failed", "Authentication").count()).isEqualTo(1);
    }

    @Test
    void aCanceledCallIsTimed() {
        script.never();
        var call = client().reconnect(ID).subscribe();
        timer.advance(Duration.ofSeconds(3));
        call.dispose();
        assertThat(millis(call("cancelled", "none"))).isEqualTo(3000);
        assertThat(registry.find(CALL).timers()).hasSize(1);
    }

    @Test
    void aCallThatIsCanceledAfterItsAnswerIsAcceptedOnly() {
        script.then(202);
        client().reconnectWithResponse(ID, null).flux().take(1).blockLast();
        assertThat(call("accepted", "none").count()).isEqualTo(1);
        assertThat(registry.find(CALL).timers()).hasSize(1);
    }

    @Test
    void eachSubscriptionIsACall() {
        script.then(202).then(202);
        Mono<Void> call = client().reconnect(ID);
        assertThat(registry.find(CALL).timers()).isEmpty();
        call.subscribe();
        call.subscribe();
        assertThat(call("accepted", "none").count()).isEqualTo(2);
    }

    @Test
    void aWaitForTheBucketIsTimedAndNoOther() {
        FleetBench bench = new FleetBench();
        FleetRecorder run = bench.builder()
                .clientOptions(options())
                .buildAsyncClient()
                .reconnectAll(Flux.fromIterable(ids(20)), new FleetOptions().setWriteBudget(5, 1))
                .subscribeWith(new FleetRecorder());
        bench.advance(Duration.ofMinutes(1));
        List<Duration> waited = run.mustHaveCompleted().outcomes.stream()
                .map(outcome -> ((FleetOutcome.Accepted) outcome).waited())
                .filter(wait -> !wait.isZero())
                .toList();
        Timer waits = registry.get("apim.reconnect.bucket.wait").timer();
        assertThat(waited).hasSizeBetween(15, 19);
        assertThat(waits.count()).isEqualTo(waited.size());
        assertThat(waits.totalTime(TimeUnit.NANOSECONDS))
                .isEqualTo((double) waited.stream().mapToLong(Duration::toNanos).sum());
        assertThat(call("accepted", "none").count()).isEqualTo(20);
    }

    @Test
    void anInvalidArgumentIsNotACall() {
        StepVerifier.create(client().reconnect(ID, Duration.ofSeconds(-1))).verifyError(IllegalArgumentException.class);
        assertThat(registry.find(CALL).timers()).isEmpty();
    }

    @Test
    void aRegistryThatThrowsDoesNotAffectTheCall() {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                throw new IllegalStateException("full");
            }
        });
        assertThatThrownBy(this::client).hasMessage("full");
        MeterSink broken = new MeterSink() {
            @Override
            public void call(String outcome, String code, Duration elapsed) {
                throw new IllegalStateException("full");
            }

            @Override
            public void retry(String code) {
                throw new IllegalStateException("full");
            }

            @Override
            public void bucketWait(Duration waited) {
                throw new IllegalStateException("full");
            }
        };
        ReconnectMeters meters = new ReconnectMeters(broken);
        StepVerifier.create(meters.around(Mono.just("answer"), timer))
                .expectNext("answer")
                .verifyComplete();
        StepVerifier.create(meters.around(Mono.error(new IOException("reset")), timer))
                .verifyErrorMessage("reset");
        meters.retried("Timeout");
        meters.waited(1);
    }

    @Test
    void withoutARegistryACallIsNotWrapped() {
        Mono<String> call = Mono.just("answer");
        assertThat(new ReconnectMeters(null).around(call, timer)).isSameAs(call);
    }

    @Test
    void metricsThatAreSwitchedOffAreNotReported() {
        script.then(202);
        client(builder -> builder.clientOptions(new ClientOptions()
                        .setMetricsOptions(new MicrometerMetricsOptions(registry).setEnabled(false))))
                .reconnect(ID)
                .subscribe();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without NullAway can do
    void aRegistryIsRequired() {
        assertThatThrownBy(() -> new MicrometerMetricsOptions(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("registry");
    }

    private ClientOptions options() {
        return new ClientOptions().setMetricsOptions(new MicrometerMetricsOptions(registry));
    }

    private BackendReconnectAsyncClient client() {
        return client(builder -> builder);
    }

    private BackendReconnectAsyncClient client(UnaryOperator<BackendReconnectClientBuilder> settings) {
        BackendReconnectClientBuilder builder = new BackendReconnectClientBuilder()
                .httpClient(new CannedTransport(script))
                .clientOptions(options())
                .chance(() -> 0.5)
                .clock(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC))
                .timer(() -> timer);
        return settings.apply(builder).buildAsyncClient();
    }

    private static CannedTransport refusing(String code) {
        return CannedTransport.answering(404, error(code));
    }

    private static String error(String code) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}}";
    }

    private Timer call(String outcome, String code) {
        return registry.get(CALL).tag("outcome", outcome).tag("code", code).timer();
    }

    private double retries(String code) {
        @Nullable
        Counter counter =
                registry.find("apim.reconnect.retries").tag("code", code).counter();
        return counter == null ? 0 : counter.count();
    }

    private static double millis(Timer timer) {
        return timer.totalTime(TimeUnit.MILLISECONDS);
    }
}
