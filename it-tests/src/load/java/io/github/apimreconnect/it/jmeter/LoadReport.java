package io.github.apimreconnect.it.jmeter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import us.abstracta.jmeter.javadsl.core.TestPlanStats;

/** {@code target/jmeter/report.md}, with a section for each engine that ran. */
final class LoadReport {
    private static final Map<String, String> SECTIONS = new TreeMap<>();

    private final String title;
    private final StringBuilder text = new StringBuilder();

    private LoadReport(String title) {
        this.title = title;
    }

    static LoadReport section(String title) {
        return new LoadReport(title);
    }

    /** Returns the folder, without the report of an earlier run. */
    static Path folder() throws IOException {
        Path folder = Files.createDirectories(Path.of("target/jmeter").toAbsolutePath());
        synchronized (SECTIONS) {
            if (SECTIONS.isEmpty()) {
                Files.deleteIfExists(folder.resolve("report.md"));
            }
        }
        return folder;
    }

    LoadReport line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    LoadReport rows(Map<String, Map<String, Long>> samples, Map<String, Map<String, Long>> journal) {
        samples.forEach((engine, statuses) -> {
            Map<String, Long> heard = journal.getOrDefault(engine, Map.of());
            statuses.forEach((status, count) ->
                    line("| %s | %s | %d | %d |", engine, status, count, heard.getOrDefault(status, 0L)));
        });
        return this;
    }

    LoadReport figures(TestPlanStats stats) {
        return line(
                "%d errors; %.0f requests a second; 99th percentile %d ms.",
                stats.overall().errorsCount(),
                stats.overall().samples().perSecond(),
                stats.overall().sampleTimePercentile99().toMillis());
    }

    void write() throws IOException {
        synchronized (SECTIONS) {
            SECTIONS.put(title, text.toString());
            StringBuilder all = new StringBuilder("# JMeter's counts and the mock's journal\n\n");
            SECTIONS.forEach((name, section) -> all.append("## ")
                    .append(name)
                    .append("\n\n")
                    .append(section)
                    .append('\n'));
            Files.writeString(folder().resolve("report.md"), all.toString().stripTrailing() + "\n");
        }
    }
}
