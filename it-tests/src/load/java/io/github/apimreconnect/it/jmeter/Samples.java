package io.github.apimreconnect.it.jmeter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JMeter's counts, from its file of samples.
 *
 * @param byEngine the number of samples of each engine and status
 * @param errors the samples that JMeter calls failed
 */
record Samples(Map<String, Map<String, Long>> byEngine, long errors) {

    static Samples read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = List.of(lines.get(0).split(",", -1));
        int label = columns.indexOf("label");
        int code = columns.indexOf("responseCode");
        int success = columns.indexOf("success");
        Map<String, Map<String, Long>> byEngine = new TreeMap<>();
        long errors = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            String engine = cells[label].split(" ", -1)[0];
            byEngine.computeIfAbsent(engine, first -> new TreeMap<>()).merge(cells[code], 1L, Long::sum);
            errors += cells[success].equals("true") ? 0 : 1;
        }
        return new Samples(byEngine, errors);
    }

    long total() {
        return byEngine.values().stream()
                .flatMap(statuses -> statuses.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    Map<String, Long> byStatus() {
        Map<String, Long> all = new TreeMap<>();
        byEngine.values().forEach(statuses -> statuses.forEach((status, n) -> all.merge(status, n, Long::sum)));
        return all;
    }
}
