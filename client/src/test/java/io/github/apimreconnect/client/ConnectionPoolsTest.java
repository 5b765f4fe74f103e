package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.HttpClientOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.test.StepVerifier;

/** One test after another, since the gauges add up the pools of the whole JVM. */
@Execution(ExecutionMode.SAME_THREAD)
final class ConnectionPoolsTest {
    private static final InetSocketAddress ARM = InetSocketAddress.createUnresolved("management.azure.com", 443);

    // Far apart, since the connections of other tests in this JVM also count.
    private static final double ACTIVE = 1_000_000;
    private static final double IDLE = 2_000_000;
    private static final double PENDING = 4_000_000;
    private static final double OTHERS = 100_000;

    private final ConnectionPoolMetrics mine = new Sizes();

    @Test
    void thePoolsOfAllTransportsAreAddedUp() {
        ConnectionPools first = new ConnectionPools();
        ConnectionPools second = new ConnectionPools();
        first.registerMetrics("apim-reconnect", "1", ARM, mine);
        first.registerMetrics("apim-reconnect", "2", ARM, mine);
        second.registerMetrics("apim-reconnect", "1", ARM, mine);
        assertThat(found()).isEqualTo(3);
        first.deRegisterMetrics("apim-reconnect", "1", ARM);
        assertThat(found()).isEqualTo(2);
        first.deRegisterMetrics("apim-reconnect", "2", ARM);
        second.deRegisterMetrics("apim-reconnect", "1", ARM);
        assertThat(found()).isZero();
    }

    @Test
    void aRegistryShowsTheConnectionsOfTheDefaultTransport() {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (RawServer server = new RawServer((channel, number) -> RawServer.accept(channel))) {
            HttpClientOptions options = new HttpClientOptions();
            options.setMetricsOptions(new MicrometerMetricsOptions(registry));
            StepVerifier.create(server.client()
                            .clientOptions(options)
                            .buildAsyncClient()
                            .reconnect(RetryCalls.ID))
                    .expectComplete()
                    .verify(Duration.ofSeconds(10));
            // Other tests in this JVM also have connections.
            assertThat(connections(registry, "idle")).isPositive();
        }
    }

    @Test
    void eachGaugeShowsItsOwnSize() {
        MeterRegistry registry = new SimpleMeterRegistry();
        assertThat(new MicrometerMetricsOptions(registry).sink()).isNotNull();
        ConnectionPools pools = new ConnectionPools();
        pools.registerMetrics("apim-reconnect", "1", ARM, mine);
        assertThat(registry.get("apim.reconnect.pool.connections").gauges()).hasSize(2);
        assertThat(connections(registry, "active")).isBetween(ACTIVE, ACTIVE + OTHERS);
        assertThat(connections(registry, "idle")).isBetween(IDLE, IDLE + OTHERS);
        assertThat(registry.get("apim.reconnect.pool.pending").gauge().value()).isBetween(PENDING, PENDING + OTHERS);
        pools.deRegisterMetrics("apim-reconnect", "1", ARM);
    }

    private static double connections(MeterRegistry registry, String state) {
        return registry.get("apim.reconnect.pool.connections")
                .tag("state", state)
                .gauge()
                .value();
    }

    /** Other tests in this JVM also have pools, so this one counts its own. */
    private int found() {
        return ConnectionPools.sum(pool -> pool == mine ? 1 : 0);
    }

    private static final class Sizes implements ConnectionPoolMetrics {
        @Override
        public int acquiredSize() {
            return (int) ACTIVE;
        }

        @Override
        public int allocatedSize() {
            return (int) (ACTIVE + IDLE);
        }

        @Override
        public int idleSize() {
            return (int) IDLE;
        }

        @Override
        public int pendingAcquireSize() {
            return (int) PENDING;
        }

        @Override
        public int maxAllocatedSize() {
            return 1;
        }

        @Override
        public int maxPendingAcquireSize() {
            return 1;
        }
    }
}
