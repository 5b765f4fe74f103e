package io.github.apimreconnect.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.it.PackagedMock;
import io.github.apimreconnect.it.load.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an open page costs the mock. One mock is under full load in turn without a page and with one: two processes differ
 * by more than a page does. The gate is on the mock's own processor time for a request: browser, load and mock share the
 * machine's processors, so the browser's work is in the requests a second, which are only reported.
 */
final class OpenPageLoadIT {
    private static final boolean SOAK =
            System.getProperty("load.scale", "short").equals("soak");
    private static final int ROUNDS = SOAK ? 5 : 1;
    private static final int WINDOWS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(SOAK ? 20 : 3);
    private static final Duration WINDOW = Duration.ofSeconds(SOAK ? 4 : 1);
    /** A mock goes on recording events for a minute after its page is gone. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(62);

    private static final int AT_ONCE = 10_000;

    /** A short run on a busy machine shows no more than that the page does not stop the mock. */
    private static final double LEAST = SOAK ? 0.95 : 0.1;

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @TempDir
    private Path folder;

    @Test
    void anOpenPageTakesLittleOfTheMocksProcessorTime() throws Exception {
        List<Window> without = new ArrayList<>();
        List<Window> with = new ArrayList<>();
        try (PackagedMock mock = new PackagedMock(folder)) {
            Window.run(mock, WARM_UP);
            if (SOAK) {
                watched(mock, 1, WARM_UP);
                TimeUnit.MILLISECONDS.sleep(FORGOTTEN.toMillis());
            }
            for (int i = 0; i < ROUNDS; i++) {
                if (i > 0) {
                    TimeUnit.MILLISECONDS.sleep(FORGOTTEN.toMillis());
                }
                without.add(windows(mock, WINDOWS, WINDOW));
                with.add(watched(mock, WINDOWS, WINDOW));
            }
        }
        List<Double> rates = ratios(with, without, Window::perSecond);
        List<Double> costs = ratios(without, with, Window::microsEach);
        new Report("Open page")
                .line(
                        "%d rounds of %d windows of %d s without a page and with one; each figure is a round's median.",
                        ROUNDS, WINDOWS, WINDOW.toSeconds())
                .line(
                        "Requests a second without: %s; with: %s; ratios %s, median %.3f.",
                        texts(without, Window::perSecond),
                        texts(with, Window::perSecond),
                        rates,
                        rates.get(rates.size() / 2))
                .line(
                        "Processor time of the mock for a request, in microseconds, without: %s; with: %s; ratios %s.",
                        texts(without, Window::microsEach), texts(with, Window::microsEach), costs)
                .write();
        assertThat(costs.get(costs.size() / 2)).isGreaterThan(LEAST);
    }

    /** Measures while a page is open, which must show what came. */
    private static Window watched(PackagedMock mock, int count, Duration length) throws Exception {
        try (Page page = BROWSER.open(mock.httpEndpoint())) {
            Window median = windows(mock, count, length);
            page.await("the page still shows what comes", () -> page.numbers().get(0) >= median.requests());
            return median;
        }
    }

    /** Returns the window with the median throughput. */
    private static Window windows(PackagedMock mock, int count, Duration length) throws Exception {
        List<Window> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Window.run(mock, length));
        }
        all.sort(Comparator.comparingDouble(Window::perSecond));
        return all.get(all.size() / 2);
    }

    /** Returns the ratio of each round, lowest first. */
    private static List<Double> ratios(List<Window> over, List<Window> under, ToDoubleFunction<Window> figure) {
        return IntStream.range(0, over.size())
                .mapToObj(i -> figure.applyAsDouble(over.get(i)) / figure.applyAsDouble(under.get(i)))
                .map(ratio -> Math.round(ratio * 1000) / 1000.0)
                .sorted()
                .toList();
    }

    private static String texts(List<Window> windows, ToDoubleFunction<Window> figure) {
        return windows.stream()
                .map(window -> String.format(Locale.ROOT, "%,.1f", figure.applyAsDouble(window)))
                .collect(Collectors.joining(" "));
    }

    private record Window(long requests, Duration took, Duration cpu) {
        static Window run(PackagedMock mock, Duration length) throws Exception {
            Duration cpu = mock.cpu();
            long start = System.nanoTime();
            long requests = 0;
            while (System.nanoTime() - start < length.toNanos()) {
                int accepted = Rate.start(mock.httpEndpoint().getPort(), Integer.MAX_VALUE, AT_ONCE)
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
    }
}
