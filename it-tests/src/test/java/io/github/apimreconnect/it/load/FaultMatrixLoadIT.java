package io.github.apimreconnect.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Every fault, at every moment, with every setting: the outcomes must equal the committed report exactly. */
final class FaultMatrixLoadIT {
    private static final String COMMITTED = "/golden/fault-matrix.txt";
    private static final int AT_ONCE = 16;

    @Test
    void everyFaultEndsAsTheReportSays() throws Exception {
        List<Callable<String>> trials = FaultMatrix.faults().stream()
                .flatMap(fault -> Arrays.stream(FaultMatrix.Setting.values())
                        .map(setting -> (Callable<String>) new FaultTrial(fault, setting)::outcome))
                .toList();
        assertThat(new FaultTrial("accepted", FaultMatrix.Setting.ONE_ATTEMPT).outcome())
                .as("without a fault, and to load what the others need")
                .contains("accepted");
        List<String> outcomes = new ArrayList<>();
        // Uses its own threads, as Reactor's are for the clients' credentials.
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<String> outcome : threads.invokeAll(trials)) {
                outcomes.add(outcome.get());
            }
        } finally {
            threads.shutdown();
        }
        Path report = Path.of("target/fault-matrix.txt");
        Files.write(report, outcomes);
        assertThat(outcomes).as("written to " + report).isEqualTo(committed());
    }

    private static List<String> committed() throws Exception {
        try (InputStream in = FaultMatrixLoadIT.class.getResourceAsStream(COMMITTED)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        }
    }
}
