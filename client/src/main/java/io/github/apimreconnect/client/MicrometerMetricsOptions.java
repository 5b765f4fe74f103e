package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.BadArgument.badArgument;

import com.azure.core.util.MetricsOptions;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Reports a client's metrics to Micrometer. Needs {@code io.micrometer:micrometer-core}, which this library does not
 * bring.
 *
 * <pre>{@code
 * MeterRegistry registry = new SimpleMeterRegistry();
 * BackendReconnectAsyncClient measured = new BackendReconnectClientBuilder()
 *         .endpoint(mock.httpEndpoint().toString())
 *         .clientOptions(new ClientOptions().setMetricsOptions(new MicrometerMetricsOptions(registry)))
 *         .buildAsyncClient();
 * StepVerifier.create(measured.reconnect(backend)).verifyComplete();
 * assertThat(registry.get("apim.reconnect.call").tag("outcome", "accepted").timer().count()).isEqualTo(1);
 * }</pre>
 *
 * <ul>
 *   <li>Timer {@code apim.reconnect.call}, tags {@code outcome} and {@code code}: calls from subscription to end, with
 *       their retries and waits; in a fleet, from the first attempt. The outcome is {@code accepted}, {@code refused}
 *       (code: ARM's, such as {@code ResourceNotFound}), {@code failed} ({@code Timeout}, {@code Authentication},
 *       {@code Connection}, or {@code other}) or {@code cancelled}. A code of ARM's is {@code other} if its form is
 *       unusual, or after 64 others; without one the tag is {@code none}. Calls with invalid arguments are not counted.
 *   <li>Counter {@code apim.reconnect.retries}, tag {@code code}: attempts after the first one of a call, by the failure
 *       before them. With the builder's own {@code pipeline} there are none to count.
 *   <li>Timer {@code apim.reconnect.bucket.wait}: attempts of a fleet that had to wait for their write bucket.
 *   <li>Gauges {@code apim.reconnect.pool.connections}, tag {@code state} ({@code active}, {@code idle}), and
 *       {@code apim.reconnect.pool.pending}, calls in the pool's queue: of all default transports in the JVM.
 * </ul>
 *
 * <p>An option rather than a hook of this library's own, since Azure's clients take metrics from
 * {@code ClientOptions}, as they do tracing. Other options work as in every Azure client: the meter provider on the
 * class path gets the same metrics, without those of the pool. What a registry throws is logged once and does not affect
 * the call.
 */
public final class MicrometerMetricsOptions extends MetricsOptions {
    private final MeterRegistry registry;

    /**
     * Creates options for a registry.
     *
     * @param registry where the metrics go; must not block, since it is called on event loops
     * @throws IllegalArgumentException if it is null
     */
    @SuppressWarnings("exports") // users that have a registry require its module
    public MicrometerMetricsOptions(MeterRegistry registry) {
        if (registry == null) {
            throw badArgument("registry", "must be a MeterRegistry", null);
        }
        this.registry = registry;
    }

    MeterSink sink() {
        return new MicrometerSink(registry);
    }
}
