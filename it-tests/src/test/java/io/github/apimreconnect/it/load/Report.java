package io.github.apimreconnect.it.load;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** {@code report.md} in the folder set in the pom, with a section for each test class that measures something. */
public final class Report {
    private static final Map<String, String> SECTIONS = new TreeMap<>();

    private final String title;
    private final StringBuilder text = new StringBuilder();

    public Report(String title) {
        this.title = title;
    }

    static Path folder() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("load.report", "target/load")));
    }

    public Report line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append("\n\n");
        return this;
    }

    /** Adds a table of percentiles in milliseconds, and a file for HdrHistogram's tools. */
    Report latency(Measured measured) throws IOException {
        text.append("| milliseconds | p50 | p90 | p99 | p99.9 | max |\n|---|---|---|---|---|---|\n");
        row("from the time a call was due", measured.fromDue());
        row("from its sending", measured.fromSent());
        row("how late the sender was", measured.late());
        text.append('\n');
        line("Other processes took %.0f %% of the machine meanwhile.", 100 * measured.others());
        log(measured.fromDue());
        return this;
    }

    Report footprint(Footprint before, Footprint after) {
        return line(
                "Threads %d, then %d; descriptors %d, then %d; live heap %.1f MiB, then %.1f MiB.",
                before.threads().size(),
                after.threads().size(),
                before.descriptors(),
                after.descriptors(),
                before.heap() / 1048576.0,
                after.heap() / 1048576.0);
    }

    Report reconciliation(Reconciliation r) {
        return line(
                "%,d calls, %,d accepted; %,d requests sent, %,d cut, %,d in the journal; %,d differences.",
                r.calls(),
                r.accepted(),
                r.attempts(),
                r.cut(),
                r.heard(),
                r.differences().size());
    }

    public void write() throws IOException {
        synchronized (SECTIONS) {
            SECTIONS.put(title, text.toString());
            StringBuilder all = new StringBuilder(String.format(
                    Locale.ROOT,
                    "# Load, %s: JDK %s, %d processors, %s%n%n",
                    System.getProperty("load.scale", "short"),
                    System.getProperty("java.version"),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name")));
            SECTIONS.forEach((name, section) ->
                    all.append("## ").append(name).append("\n\n").append(section));
            Files.writeString(folder().resolve("report.md"), all);
        }
    }

    private void row(String name, Histogram histogram) {
        text.append(String.format(Locale.ROOT, "| %s |", name));
        for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
            text.append(String.format(Locale.ROOT, " %.2f |", histogram.getValueAtPercentile(percentile) / 1e6));
        }
        text.append('\n');
    }

    private void log(Histogram histogram) throws FileNotFoundException, IOException {
        String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        HistogramLogWriter writer =
                new HistogramLogWriter(folder().resolve(name + ".hlog").toFile());
        try {
            writer.outputLogFormatVersion();
            writer.outputLegend();
            writer.outputIntervalHistogram(histogram);
        } finally {
            writer.close();
        }
    }
}
