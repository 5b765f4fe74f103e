package io.github.apimreconnect.it.bench;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.util.HttpClientOptions;
import com.azure.resourcemanager.apimanagement.ApiManagementManager;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.it.Jdk;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The client compared with its peers: alternating rounds in one process, after warm-up, against one server in another
 * process. Prints a Markdown table of medians and their spread. Measures CPU time, which a busy machine affects less.
 */
final class ClientBench {
    private static final int IN_FLIGHT = 64;
    private static final int CALLS = 10_000;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String endpoint;
    private final StringBuilder report = new StringBuilder();

    private ClientBench(String endpoint) {
        this.endpoint = endpoint;
    }

    /** Takes the folder for the report. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Process server = new ProcessBuilder(Jdk.current().program(List.of(), BenchServer.class, folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String port = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            // Set before any TLS, so that every contender trusts the server by default.
            System.setProperty(
                    "javax.net.ssl.trustStore", folder.resolve("trust.p12").toString());
            System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
            ClientBench bench = new ClientBench("https://localhost:" + port);
            bench.cpu();
            bench.connections();
            bench.inFlight();
            bench.queued();
            Files.writeString(folder.resolve("client.md"), bench.report);
            System.out.println(bench.report);
        } finally {
            server.destroy();
        }
        System.exit(0);
    }

    private void cpu() throws InterruptedException {
        BackendReconnectAsyncClient ours = Peers.ours(endpoint).buildAsyncClient();
        HttpPipeline pipeline = Peers.azurePipeline();
        reactor.netty.http.client.HttpClient bare = Peers.reactorNetty();
        ApiManagementManager official = Peers.officialSdk(endpoint, 256, 0);
        ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
        Map<String, IntConsumer> contenders = new LinkedHashMap<>();
        contenders.put("apim-reconnect", calls -> reactive(calls, () -> Peers.call(ours)));
        contenders.put(
                "Azure Core pipeline, same policies",
                calls -> reactive(calls, () -> Peers.azureCore(endpoint, pipeline)));
        contenders.put("bare Reactor Netty", calls -> reactive(calls, () -> Peers.bare(endpoint, bare)));
        contenders.put("official SDK, 64 threads", calls -> blocking(threads, calls, () -> Peers.official(official)));
        Map<String, List<double[]>> measured = new LinkedHashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Map.Entry<String, IntConsumer> contender : contenders.entrySet()) {
                double[] result = measure(contender.getValue());
                if (round >= 0) {
                    measured.computeIfAbsent(contender.getKey(), key -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        threads.shutdown();
        line("## CPU and bytes per call, " + IN_FLIGHT + " in flight over TLS");
        line(
                "%d rounds of %d calls in turn, after %d of warm-up; JDK %s, %d processors, %s.",
                ROUNDS,
                CALLS,
                WARM_UP,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"));
        line("");
        line(
                "| contender | CPU µs a call: median (least-most) | ratio to it: median of rounds | allocated bytes a call |");
        line("|---|---|---|---|");
        List<double[]> own = measured.get("apim-reconnect");
        measured.forEach((name, rounds) -> {
            double[] ratios = new double[rounds.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = own.get(i)[0] / rounds.get(i)[0];
            }
            double[] cpu = sorted(rounds, 0);
            line(
                    "| %s | %.1f (%.1f-%.1f) | %.2f | %.0f |",
                    name, cpu[cpu.length / 2], cpu[0], cpu[cpu.length - 1], median(ratios), median(sorted(rounds, 1)));
        });
        line("");
    }

    /** Counts the server's connections over many calls, 64 in flight. */
    private void connections() {
        // Earlier rounds have opened connections; the counter restarts with the first query.
        BackendReconnectAsyncClient ours =
                Peers.ours(endpoint).clientOptions(new HttpClientOptions()).buildAsyncClient();
        count();
        reactive(10_000, () -> Peers.call(ours));
        line("## Connections over 10,000 calls at %d in flight: %d", IN_FLIGHT, count() - 1);
        line("");
    }

    /** 2,000 calls in flight over 2,000 connections. */
    private void inFlight() throws InterruptedException {
        int calls = 2_000;
        BackendReconnectAsyncClient ours = Peers.ours(endpoint)
                .clientOptions(new HttpClientOptions().setMaximumConnectionPoolSize(calls))
                .buildAsyncClient();
        Peers.call(ours).block();
        int threads = Thread.activeCount();
        long memory = liveMemory();
        CountDownLatch done = new CountDownLatch(calls);
        for (int i = 0; i < calls; i++) {
            later(Peers.call(ours), 5_000).doFinally(end -> done.countDown()).subscribe();
        }
        TimeUnit.SECONDS.sleep(4);
        int added = Thread.activeCount() - threads;
        long held = liveMemory() - memory;
        done.await();
        line("## %,d calls in flight over as many connections", calls);
        line(
                "apim-reconnect: %d threads added, %.1f KiB a connection (heap and direct buffers, after collection)",
                added, held / 1024.0 / calls);
        ApiManagementManager official = Peers.officialSdk(endpoint, calls, 5_000);
        ExecutorService pool = Executors.newCachedThreadPool();
        int before = Thread.activeCount();
        CountDownLatch blocked = new CountDownLatch(calls);
        for (int i = 0; i < calls; i++) {
            pool.execute(() -> {
                try {
                    Peers.official(official);
                } finally {
                    blocked.countDown();
                }
            });
        }
        int most = 0;
        while (!blocked.await(50, TimeUnit.MILLISECONDS)) {
            most = Math.max(most, Thread.activeCount());
        }
        line("official SDK: %,d threads added", most - before);
        line("");
        pool.shutdown();
    }

    /** 10,000 calls subscribed at once over 256 connections. */
    private void queued() throws InterruptedException {
        int calls = 10_000;
        BackendReconnectAsyncClient ours = Peers.ours(endpoint).buildAsyncClient();
        reactive(20_000, () -> Peers.call(ours));
        long memory = liveMemory();
        CountDownLatch done = new CountDownLatch(calls);
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < calls; i++) {
            later(Peers.call(ours), 500)
                    .doOnError(e -> failed.incrementAndGet())
                    .onErrorComplete()
                    .doFinally(end -> done.countDown())
                    .subscribe();
        }
        long held = liveMemory() - memory;
        long waiting = done.getCount();
        done.await();
        line("## %,d calls subscribed at once over 256 connections", calls);
        line(
                "%,d completed, %d failed; %.1f KiB a call while %,d were waiting (heap and direct buffers, after collection)",
                calls - failed.get(), failed.get(), held / 1024.0 / waiting, waiting);
    }

    private static Mono<Void> later(Mono<Void> call, int millis) {
        HttpHeaders delay = new HttpHeaders().set(HttpHeaderName.fromString("x-delay"), Integer.toString(millis));
        return call.contextWrite(
                context -> context.put(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, delay));
    }

    private static double[] measure(IntConsumer contender) {
        long cpu = PROCESS.getProcessCpuTime();
        long bytes = allocated();
        contender.accept(CALLS);
        return new double[] {
            (PROCESS.getProcessCpuTime() - cpu) / 1000.0 / CALLS, (allocated() - bytes) / (double) CALLS
        };
    }

    private static long allocated() {
        return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private static void reactive(int calls, Supplier<Mono<Void>> call) {
        Flux.range(0, calls).flatMap(i -> call.get(), IN_FLIGHT).blockLast(Duration.ofMinutes(5));
    }

    private static void blocking(ExecutorService threads, int calls, Runnable call) {
        Semaphore done = new Semaphore(0);
        for (int i = 0; i < calls; i++) {
            threads.execute(() -> {
                call.run();
                done.release();
            });
        }
        done.acquireUninterruptibly(calls);
    }

    private int count() {
        return Integer.parseInt(String.valueOf(Peers.reactorNetty()
                .get()
                .uri(endpoint + "/connections")
                .responseContent()
                .aggregate()
                .asString()
                .block()));
    }

    /** Returns heap and direct memory after a GC. */
    private static long liveMemory() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return heap + direct();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static double[] sorted(List<double[]> rounds, int column) {
        return rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency
    private void line(String format, Object... values) {
        report.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
