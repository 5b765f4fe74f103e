package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetSummary;
import io.github.apimreconnect.it.PackagedMock;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The cost of a fleet beside its calls, where no bucket holds it up; the mock is another process. */
@TestInstance(Lifecycle.PER_CLASS)
final class FleetCostLoadIT {
    private static final FleetScale SCALE = FleetScale.current();
    private static final int IN_FLIGHT = 64;
    private static final int PER_SUBSCRIPTION = 100;
    private static final Duration RESPONSE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final double RATIO = 1.15;
    private static final long HEAP = 2L * 1024 * 1024;

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    @SuppressWarnings("NullAway.Init") // start() sets it
    private PackagedMock mock;

    @SuppressWarnings("NullAway.Init")
    private LoadClient transport;

    @SuppressWarnings("NullAway.Init")
    private BackendReconnectAsyncClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        // Both would pay for it.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        mock = new PackagedMock(folder, "--log", "quiet");
        transport = LoadClient.hardlyTapped(mock.endpoint(), mock.authority(), RESPONSE, IN_FLIGHT);
        client = transport.builder().buildAsyncClient();
    }

    @AfterAll
    void stop() throws IOException {
        ResourceLeakDetector.setLevel(level);
        mock.close();
        transport.close();
    }

    @Test
    void aCallOfAFleetTakesHardlyMoreCpuThanAPlainOne() throws IOException {
        Machine machine = new Machine();
        CpuRatio cpu = CpuRatio.of(
                () -> FleetIds.spread(SCALE.calls(), PER_SUBSCRIPTION)
                        .flatMap(client::reconnect, IN_FLIGHT)
                        .blockLast(LIMIT),
                () -> run(SCALE.calls(), outcome -> {}),
                SCALE.calls(),
                SCALE.warmUpSeconds());
        new Report("Fleet: CPU a call")
                .line(
                        "A fleet %.1f µs, plain calls %.1f µs, %d in flight each; the ratio is %.2f, the median of"
                                + " pairs of rounds of %,d after %d of warm-up. Other processes, the mock's included,"
                                + " took %.0f %% of the machine meanwhile.",
                        cpu.other(),
                        cpu.usual(),
                        IN_FLIGHT,
                        cpu.ratio(),
                        SCALE.calls(),
                        cpu.warmUp(),
                        100 * machine.othersShare())
                .write();
        assertThat(cpu.ratio()).isLessThanOrEqualTo(RATIO);
    }

    @Test
    void theLiveHeapOfAFleetIsConstant() throws IOException {
        HeapMarks heap = new HeapMarks(SCALE.steady());
        run(SCALE.steady() / 4, outcome -> {});
        run(SCALE.steady(), heap::reached);
        new Report("Fleet: live heap")
                .line("%,d backends, after each quarter: %s.", SCALE.steady(), heap)
                .write();
        assertThat(heap.growth()).as("bytes gained; %s", heap).isLessThan(HEAP);
    }

    private void run(int backends, LongConsumer listener) {
        FleetOptions unlimited = new FleetOptions().setConcurrency(IN_FLIGHT).setWriteBudget(1_000_000, 1_000_000);
        FleetSummary summary = client.reconnectAll(FleetIds.spread(backends, PER_SUBSCRIPTION), unlimited)
                .doOnNext(outcome -> listener.accept(outcome.number()))
                .collect(FleetSummary.collector())
                .block(LIMIT);
        assertThat(Objects.requireNonNull(summary).isAllAccepted())
                .as("%s", summary.codes())
                .isTrue();
    }
}
