package io.github.apimreconnect.it.load;

import io.github.apimreconnect.mockarm.JournalEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Requests per second over time, as the mock heard them: an SVG beside the report. */
final class RequestsPicture {
    private final XYChart chart;
    private final Instant start;
    private final int seconds;

    /** Creates a picture from the first of these requests to the last. */
    RequestsPicture(String title, List<JournalEntry> all) {
        System.setProperty("java.awt.headless", "true");
        start = all.stream().map(JournalEntry::arrived).min(Instant::compareTo).orElseThrow();
        Instant end =
                all.stream().map(JournalEntry::arrived).max(Instant::compareTo).orElseThrow();
        seconds = (int) Duration.between(start, end).toSeconds() + 1;
        chart = new XYChartBuilder()
                .width(720)
                .height(360)
                .title(title)
                .xAxisTitle("seconds")
                .yAxisTitle("requests a second")
                .build();
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Step).setYAxisMin(0.0);
    }

    RequestsPicture line(String name, List<JournalEntry> requests) {
        double[] counts = new double[seconds + 1];
        requests.forEach(request ->
                counts[(int) Duration.between(start, request.arrived()).toSeconds()]++);
        // The last second ends where the next one would begin.
        counts[seconds] = counts[seconds - 1];
        double[] times = IntStream.rangeClosed(0, seconds).asDoubleStream().toArray();
        chart.addSeries(name, times, counts).setMarker(SeriesMarkers.NONE);
        return this;
    }

    void write(String file) throws IOException {
        VectorGraphicsEncoder.saveVectorGraphic(
                chart, Report.folder().resolve(file).toString(), VectorGraphicsFormat.SVG);
    }
}
