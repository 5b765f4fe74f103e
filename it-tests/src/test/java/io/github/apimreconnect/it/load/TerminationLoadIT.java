package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.apimreconnect.it.PackagedMock;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

final class TerminationLoadIT {
    private static final int COUNT = Scale.current().openConnections();
    private static final Duration DRAIN = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void sigtermEndsTheMockInTimeThoughConnectionsAreOpenAndARequestHangs() throws Exception {
        assertThat(descriptorLimit()).as("ulimit -n").isGreaterThan(COUNT + 1_000);
        try (PackagedMock mock = new PackagedMock(folder, "--drain-timeout", "2s");
                OpenConnections connections =
                        new OpenConnections(mock.endpoint().getPort())) {
            connections.add(COUNT);
            connections.addHung();
            long told = System.nanoTime();
            CompletableFuture<Long> ended = mock.terminate();
            // Empty calls, which show how busy the machine is.
            Measured idle = OpenLoop.run(Schedule.of(100, DRAIN.plusSeconds(1)), i -> Mono.empty(), DRAIN);
            Duration took = Duration.ofNanos(ended.get(30, TimeUnit.SECONDS) - told);
            new Report("SIGTERM")
                    .line(
                            "With %,d connections open, one of them in the middle of a request, and a drain timeout of %d"
                                    + " seconds, the mock ended after %.2f seconds.",
                            connections.count(), DRAIN.toSeconds(), took.toMillis() / 1e3)
                    .write();
            assertThat(took).isBetween(DRAIN.dividedBy(2), DRAIN.plus(idle.bound(Duration.ofSeconds(1))));
            assertThat(mock.exitCode()).isEqualTo(143);
            assertThat(mock.errors()).isEmpty();
        }
    }

    private static long descriptorLimit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
