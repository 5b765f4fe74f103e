package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;

/** The report, in Markdown: goals on top, then each part's section. Also printed as it grows. */
final class Report {
    private final StringBuilder goals = new StringBuilder();
    private final StringBuilder parts = new StringBuilder();

    void title(String title) {
        line("");
        line("## " + title);
        line("");
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency
    void line(String format, Object... values) {
        String line = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        parts.append(line).append('\n');
        System.out.println(line);
    }

    /** A goal and its measurement; missing it does not fail the build. */
    void goal(String what, String goal, String measured, boolean met) {
        goals.append(String.format("| %s | %s | %s | %s |%n", what, goal, measured, met ? "yes" : "no"));
    }

    void write(Path file) throws IOException {
        StringBuilder all = new StringBuilder(
                "# Benchmark of " + LocalDate.now(ZoneId.systemDefault()) + "\n\n" + machine() + "\n");
        if (goals.length() > 0) {
            all.append("\n| what | goal | measured | met |\n|---|---|---|---|\n")
                    .append(goals);
        }
        Files.writeString(file, all.append(parts));
    }

    private static String machine() throws IOException {
        return String.format(
                Locale.ROOT,
                "JDK %s, %d processors (%s), %s %s, load average %.1f at the end.",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String processor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*:\\s*", ""))
                    .findFirst()
                    .orElse("unnamed");
        }
    }
}
