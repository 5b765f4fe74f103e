package io.github.apimreconnect.client;

import static io.github.apimreconnect.client.RetryCalls.ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Many calls over the default transport. Runs alone, because it counts threads, descriptors and bytes of the whole JVM.
 */
@Isolated
@TestInstance(Lifecycle.PER_CLASS)
final class ScaleTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Set<String> connections = ConcurrentHashMap.newKeySet();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .handle((request, response) -> {
                request.withConnection(
                        connection -> connections.add(connection.channel().id().asLongText()));
                return response.status(202).send();
            })
            .bindNow();
    private final BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
            .endpoint("http://127.0.0.1:" + server.port())
            .buildAsyncClient();

    @AfterAll
    void close() {
        server.disposeNow();
    }

    @Test
    void tenThousandCallsSubscribedAtOnceAllComplete() {
        assertThat(calls(10_000, Integer.MAX_VALUE)).isEqualTo(10_000);
        assertThat(connections).hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void threadsDescriptorsAndHeapAreBackWhereTheyWereAfterAHundredThousandCalls() throws Exception {
        calls(20_000, 64);
        int threads = Thread.activeCount();
        long descriptors = descriptors();
        long heap = liveHeap();
        calls(100_000, 64);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
        assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 64);
        assertThat(liveHeap() - heap).as("bytes of live heap gained").isLessThan(8L * 1024 * 1024);
    }

    private long calls(int count, int concurrency) {
        Long done = Flux.range(0, count)
                .flatMap(i -> client.reconnect(ID).then(Mono.just(i)), concurrency)
                .count()
                .block(LIMIT);
        return done == null ? 0 : done;
    }

    private static long descriptors() throws Exception {
        Path folder = Path.of("/proc/self/fd");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(folder)) {
            return open.count();
        }
    }

    private static long liveHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
