package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.ClientOptions;
import io.github.apimreconnect.client.BackendId;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.github.apimreconnect.client.BackendReconnectException;
import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.MicrometerMetricsOptions;
import io.github.apimreconnect.mockarm.Auth;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The client's metrics in a Micrometer registry, of calls to a mock. */
final class MetricsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    private final MockArmExtension extension =
            MockArmExtension.of(() -> MockArm.builder().auth(Auth.NONE));

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void callsAreTimedByOutcomeAndRetriesCountedByCode(MockArm mock) {
        mock.script(
                Scope.ANY,
                Step.answer("service-locked").times(2),
                Step.answer("accepted"),
                Step.answer("backend-not-found"));
        BackendReconnectAsyncClient client = client(mock);
        StepVerifier.create(client.reconnect(ClientAndMock.SAMPLE))
                .expectComplete()
                .verify(LIMIT);
        StepVerifier.create(client.reconnect(ClientAndMock.SAMPLE))
                .expectError(BackendReconnectException.class)
                .verify(LIMIT);
        assertThat(call("accepted", "none").count()).isEqualTo(1);
        assertThat(call("refused", "ResourceNotFound").count()).isEqualTo(1);
        assertThat(registry.get("apim.reconnect.retries")
                        .tag("code", "ServiceLocked")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void theWaitsOfAFleetAndTheConnectionsAreShown(MockArm mock) {
        Flux<BackendId> fleet = Flux.range(0, 12)
                .map(n -> BackendId.of(ClientAndMock.SAMPLE.subscription(), "rg1", "service1", "backend" + n));
        StepVerifier.create(client(mock).reconnectAll(fleet, new FleetOptions().setWriteBudget(10, 10)))
                .expectNextCount(12)
                .expectComplete()
                .verify(LIMIT);
        Timer waits = registry.get("apim.reconnect.bucket.wait").timer();
        assertThat(waits.count()).isPositive();
        assertThat(waits.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(call("accepted", "none").count()).isEqualTo(12);
        assertThat(registry.get("apim.reconnect.pool.connections")
                        .tag("state", "idle")
                        .gauge()
                        .value())
                .isPositive();
    }

    @Test
    void theJarOfTheCommandHasNoMicrometer() throws Exception {
        try (ZipFile jar = new ZipFile("../client/target/apim-reconnect.jar")) {
            assertThat(jar.stream())
                    .noneMatch(entry -> entry.getName().startsWith("io/micrometer/")
                            || entry.getName().startsWith("org/HdrHistogram/"));
        }
    }

    private BackendReconnectAsyncClient client(MockArm mock) {
        ClientOptions options = new ClientOptions();
        options.setMetricsOptions(new MicrometerMetricsOptions(registry));
        return new BackendReconnectClientBuilder()
                .endpoint(mock.httpEndpoint().toString())
                .clientOptions(options)
                .buildAsyncClient();
    }

    private Timer call(String outcome, String code) {
        return registry.get("apim.reconnect.call")
                .tag("outcome", outcome)
                .tag("code", code)
                .timer();
    }
}
