package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.load.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an open page costs the mock. Two mocks take turns under full load, one that never had a page and one whose page is
 * open, since a mock goes on recording events for a while after its page is gone. The gate is on the mock's own processor
 * time for a request: browser, load and mocks share the machine's processors.
 */
final class OpenPageLoadIT {
    private static final boolean SOAK =
            System.getProperty("load.scale", "short").equals("soak");
    private static final int ROUNDS = SOAK ? 15 : 3;
    private static final Duration WARM_UP = Duration.ofSeconds(SOAK ? 20 : 3);
    private static final Duration WINDOW = Duration.ofSeconds(SOAK ? 5 : 1);
    private static final int AT_ONCE = 10_000;

    /** A short run on a busy machine shows no more than that the page does not stop the mock. */
    private static final double LEAST = SOAK ? 0.95 : 0.1;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @TempDir
    private Path folder;

    @Test
    void anOpenPageCostsTheMockLessThanAFewPercentOfItsThroughput() throws Exception {
        List<Window> without = new ArrayList<>();
        List<Window> with = new ArrayList<>();
        try (MockProcess alone = MockProcess.start(folder.resolve("alone"), 0);
                MockProcess watched = MockProcess.start(folder.resolve("watched"), 0);
                Page page = BROWSER.open(watched.endpoint())) {
            Window.run(alone, WARM_UP);
            Window.run(watched, WARM_UP);
            for (int i = 0; i < ROUNDS; i++) {
                without.add(Window.run(alone, WINDOW));
                with.add(Window.run(watched, WINDOW));
            }
            page.await("the page still shows what comes", () -> page.numbers().get(0) >= Window.sum(with));
        }
        double cost = Window.median(without, Window::microsEach) / Window.median(with, Window::microsEach);
        double rate = Window.median(with, Window::perSecond) / Window.median(without, Window::perSecond);
        new Report("Open page")
                .line(
                        "%d windows of %d s each, in turn. Requests a second without a page: %s; with one: %s; ratio of the medians %.3f.",
                        ROUNDS,
                        WINDOW.toSeconds(),
                        Window.texts(without, Window::perSecond),
                        Window.texts(with, Window::perSecond),
                        rate)
                .line(
                        "Processor time of the mock for a request, in microseconds, without: %s; with: %s; ratio %.3f.",
                        Window.texts(without, Window::microsEach), Window.texts(with, Window::microsEach), cost)
                .write();
        assertThat(cost).isGreaterThan(LEAST);
    }

    private record Window(long requests, Duration took, Duration cpu) {
        static Window run(MockProcess mock, Duration length) throws Exception {
            Duration cpu = mock.cpu();
            long start = System.nanoTime();
            long requests = 0;
            while (System.nanoTime() - start < length.toNanos()) {
                int accepted = Rate.start(mock.endpoint().getPort(), Integer.MAX_VALUE, AT_ONCE)
                        .accepted()
                        .get(60, TimeUnit.SECONDS);
                assertThat(accepted).isEqualTo(AT_ONCE);
                requests += accepted;
            }
            return new Window(
                    requests,
                    Duration.ofNanos(System.nanoTime() - start),
                    mock.cpu().minus(cpu));
        }

        double perSecond() {
            return requests * 1e9 / took.toNanos();
        }

        double microsEach() {
            return cpu.toNanos() / 1e3 / requests;
        }

        static long sum(List<Window> windows) {
            return windows.stream().mapToLong(Window::requests).sum();
        }

        static double median(List<Window> windows, ToDoubleFunction<Window> figure) {
            double[] sorted = windows.stream().mapToDouble(figure).sorted().toArray();
            return sorted[sorted.length / 2];
        }

        static String texts(List<Window> windows, ToDoubleFunction<Window> figure) {
            return windows.stream()
                    .map(window -> String.format(Locale.ROOT, "%,.1f", figure.applyAsDouble(window)))
                    .collect(Collectors.joining(" "));
        }
    }
}
