package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.client.FleetSummary;
import io.github.apimreconnect.mockarm.MockArm;
import java.time.Duration;
import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A million backends, one answer in a hundred a fault. Sums and bits: a ledger of each call would fill the heap. */
final class FleetSoakIT {
    private static final int BACKENDS = 1_000_000;
    private static final int PER_SUBSCRIPTION = 100;
    private static final int IN_FLIGHT = 512;
    private static final long SEED = 20261124;
    private static final long HEAP = 16L * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofHours(1);

    private final LongAdder attempts = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final BitSet ended = new BitSet(BACKENDS);
    private final HeapMarks heap = new HeapMarks(BACKENDS);
    private long doubled;

    @Test
    void aMillionBackendsHaveOneOutcomeEachAndTheHeapStaysFlat() throws Exception {
        try (MockArm mock = RandomFaults.mock(0.01, SEED).start();
                LoadClient client = LoadClient.hardlyTapped(
                        mock.endpoint(), mock.certificateAuthority(), Rounds.RESPONSE, IN_FLIGHT)) {
            FleetSummary summary = client.watchedBy((context, next) -> counted(next))
                    .reconnectAll(
                            FleetIds.spread(BACKENDS, PER_SUBSCRIPTION), new FleetOptions().setConcurrency(IN_FLIGHT))
                    .doOnNext(this::ended)
                    .collect(FleetSummary.collector())
                    .block(LIMIT);
            Objects.requireNonNull(summary);
            long heard = mock.journal().count();
            new Report("Fleet: a million backends")
                    .line(
                            "%,d backends, seed %d: %s %s in %.0f s; %,d requests sent, %,d cut, %,d in the journal.",
                            summary.total(),
                            SEED,
                            summary.counts(),
                            summary.codes(),
                            summary.elapsed().toMillis() / 1e3,
                            attempts.sum(),
                            cut.sum(),
                            heard)
                    .line("After each quarter: %s.", heap)
                    .write();
            assertThat(ended.cardinality()).isEqualTo(BACKENDS);
            assertThat(doubled).isZero();
            assertThat(summary.isAllAccepted()).as("%s", summary.codes()).isTrue();
            assertThat(summary.attempts()).isEqualTo(attempts.sum());
            assertThat(heard).isBetween(attempts.sum() - cut.sum(), attempts.sum());
            assertThat(heap.growth()).as("bytes gained; %s", heap).isLessThan(HEAP);
        }
    }

    private Mono<HttpResponse> counted(HttpPipelineNextPolicy next) {
        attempts.increment();
        return next.process().doOnError(failure -> cut.increment()).doOnCancel(cut::increment);
    }

    private void ended(FleetOutcome outcome) {
        int backend = FleetIds.number(outcome.backend().backend());
        doubled += ended.get(backend) ? 1 : 0;
        ended.set(backend);
        heap.reached(outcome.number());
    }
}
