package io.github.apimreconnect.it.bench.mock;

import io.github.apimreconnect.it.bench.mock.Throughput.Round;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;

/** The report's plots, as SVG. */
final class Plots {
    private final Path folder;

    Plots(Path folder) {
        this.folder = folder;
        System.setProperty("java.awt.headless", "true");
    }

    void throughput(Map<Server, List<Round>> rounds) throws IOException {
        List<String> names =
                rounds.keySet().stream().map(server -> server.contender().key()).toList();
        bars(
                String.format(
                        Locale.ROOT,
                        "Requests a second, %d connections, %d shared processors",
                        Options.CONNECTIONS,
                        Runtime.getRuntime().availableProcessors()),
                "requests/s",
                names,
                rounds.values().stream()
                        .map(list ->
                                Spread.of(list.stream().map(Round::perSecond).toList()))
                        .toList(),
                "throughput");
        bars(
                "Server CPU a request",
                "µs",
                names,
                rounds.values().stream()
                        .map(list ->
                                Spread.of(list.stream().map(Round::serverMicros).toList()))
                        .toList(),
                "cpu");
    }

    void coldStart(Map<String, Spread> starts) throws IOException {
        bars(
                "From java -jar to the first 202",
                "ms",
                List.copyOf(starts.keySet()),
                List.copyOf(starts.values()),
                "cold-start");
    }

    void liveHeap(List<Double> millions, List<Double> mib) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(720)
                .height(360)
                .title("Live heap of the mock")
                .xAxisTitle("million requests")
                .yAxisTitle("MiB")
                .build();
        chart.getStyler().setYAxisMin(0.0).setLegendVisible(false);
        chart.addSeries("live heap", millions, mib);
        save(chart, "heap");
    }

    private void bars(String title, String unit, List<String> names, List<Spread> spreads, String file)
            throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(720)
                .height(360)
                .title(title)
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setLegendVisible(false);
        chart.addSeries(
                unit,
                names,
                spreads.stream().map(Spread::median).toList(),
                spreads.stream()
                        .map(spread -> (spread.most() - spread.least()) / 2)
                        .toList());
        save(chart, file);
    }

    private void save(Chart<?, ?> chart, String file) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(chart, folder.resolve(file).toString(), VectorGraphicsFormat.SVG);
    }
}
