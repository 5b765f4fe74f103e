package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.FleetBench.unthrottled;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs whose backends, answers and requests for outcomes come from several threads. */
final class FleetThreadsTest {
    private static final int BACKENDS = 5_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicInteger inFlight = new AtomicInteger();

    /** Answers on other threads; one request in ten must be repeated. */
    private final HttpClient transport = request -> Mono.<HttpResponse>fromCallable(() -> {
                int status = ThreadLocalRandom.current().nextInt(10) == 0 ? 503 : 202;
                HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.CONTENT_LENGTH, "0");
                return new CannedResponse(request, status, headers, Flux.empty());
            })
            .subscribeOn(Schedulers.parallel())
            .doOnSubscribe(subscription -> inFlight.incrementAndGet())
            .doFinally(signal -> inFlight.decrementAndGet());

    private final BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
            .httpClient(transport)
            .chance(() -> 0.001)
            .buildAsyncClient();

    @Test
    void eachBackendHasItsOneOutcomeAndTheyComeOneAfterAnother() {
        AtomicInteger atOnce = new AtomicInteger();
        List<FleetOutcome> outcomes = run().doOnNext(outcome -> {
                    assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                    atOnce.decrementAndGet();
                })
                .publishOn(Schedulers.parallel(), 7)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(outcomes).extracting(FleetOutcome::backend).doesNotHaveDuplicates();
        assertThat(outcomes)
                .extracting(FleetOutcome::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, BACKENDS).boxed().toList());
    }

    @Test
    void cancelingFromAnotherThreadAbandonsWhatIsInFlight() {
        for (int i = 0; i < 50; i++) {
            long outcomes = run().publishOn(Schedulers.parallel(), 7)
                    .take(10L * i)
                    .count()
                    .blockOptional(LIMIT)
                    .orElseThrow();
            assertThat(outcomes).isEqualTo(10L * i);
        }
        Flux.interval(Duration.ofMillis(10))
                .takeUntil(tick -> inFlight.get() == 0)
                .blockLast(LIMIT);
        assertThat(inFlight).hasValue(0);
    }

    private Flux<FleetOutcome> run() {
        Flux<BackendId> backends =
                Flux.range(0, BACKENDS).map(n -> FleetBench.id(n % 3, n)).publishOn(Schedulers.parallel(), 16);
        return client.reconnectAll(backends, unthrottled().setConcurrency(32));
    }
}
