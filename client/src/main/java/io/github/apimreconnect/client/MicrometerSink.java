package io.github.apimreconnect.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToIntFunction;
import reactor.netty.resources.ConnectionPoolMetrics;

/** Reports to Micrometer, which keeps one meter for each name and tags, however many clients ask for it. */
final class MicrometerSink implements MeterSink {
    private static final String CONNECTIONS = "apim.reconnect.pool.connections";
    private static final String PENDING = "apim.reconnect.pool.pending";

    private final MeterRegistry registry;
    private final Timer bucketWait;

    MicrometerSink(MeterRegistry registry) {
        this.registry = registry;
        this.bucketWait =
                Timer.builder(BUCKET_WAIT).description(BUCKET_WAIT_TEXT).register(registry);
        connections("active", ConnectionPoolMetrics::acquiredSize);
        connections("idle", ConnectionPoolMetrics::idleSize);
        Gauge.builder(PENDING, () -> ConnectionPools.sum(ConnectionPoolMetrics::pendingAcquireSize))
                .description("Calls in the queue of the default transports")
                .register(registry);
    }

    private void connections(String state, ToIntFunction<ConnectionPoolMetrics> size) {
        Gauge.builder(CONNECTIONS, () -> ConnectionPools.sum(size))
                .description("Connections of the default transports")
                .tag("state", state)
                .register(registry);
    }

    @Override
    public void call(String outcome, String code, Duration elapsed) {
        Timer.builder(CALL)
                .description(CALL_TEXT)
                .tag(OUTCOME, outcome)
                .tag(CODE, code)
                .register(registry)
                .record(elapsed);
    }

    @Override
    public void retry(String code) {
        Counter.builder(RETRIES)
                .description(RETRIES_TEXT)
                .tag(CODE, code)
                .register(registry)
                .increment();
    }

    @Override
    public void bucketWait(Duration waited) {
        bucketWait.record(waited);
    }
}
