package io.github.apimreconnect.it.bench.mock;

import io.github.apimreconnect.it.RawConnection;
import io.github.apimreconnect.mockarm.MockArm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code MockArm.builder().start()} in a warm JVM, and the first 202 over TLS. */
final class EmbeddedStart {
    private static final int WARM_UP = 10;
    private static final int STARTS = 21;
    private static final double GOAL_MILLIS = 50;

    private EmbeddedStart() {}

    /** Runs in its own process; prints the first start, then the warm ones: two times in nanoseconds per line. */
    public static void main(String[] args) throws IOException {
        for (int i = 0; i < 1 + WARM_UP + STARTS; i++) {
            long start = System.nanoTime();
            try (MockArm mock = MockArm.builder().start()) {
                long started = System.nanoTime() - start;
                accepted(mock);
                long answered = System.nanoTime() - start;
                if (i == 0 || i > WARM_UP) {
                    System.out.println(started + " " + answered);
                }
            }
        }
        System.exit(0);
    }

    private static void accepted(MockArm mock) throws IOException {
        try (RawConnection connection = RawConnection.tls(mock.sslContext(), mock.port())) {
            int status =
                    connection.send(SampleRequest.ACCEPTED.bytes(mock.port())).status();
            if (status != 202) {
                throw new IOException("Answered " + status);
            }
        }
    }

    /** Measures, reports, and returns how long a warm start takes, in milliseconds. */
    static Spread run(Options options, Report report) throws IOException {
        Path log = options.folder().resolve("embedded.log");
        List<double[]> times = new ArrayList<>();
        try (Child child = Child.java(log, true, Child.ofClass(EmbeddedStart.class));
                var output = child.process().inputReader()) {
            output.lines()
                    .map(line -> line.split(" ", -1))
                    .forEach(words ->
                            times.add(new double[] {Long.parseLong(words[0]) / 1e6, Long.parseLong(words[1]) / 1e6}));
        }
        if (times.size() != 1 + STARTS) {
            throw new IOException("The embedded mock did not start, see " + log);
        }
        double[] first = times.get(0);
        List<double[]> warm = times.subList(1, times.size());
        Spread started = Spread.of(warm.stream().map(time -> time[0]).toList());
        Spread answered = Spread.of(warm.stream().map(time -> time[1]).toList());
        report.title("Embedded start, with TLS");
        report.line("| | `start()` returns, ms | first 202 over TLS, ms |");
        report.line("|---|---|---|");
        report.line("| first in its JVM | %.0f | %.0f |", first[0], first[1]);
        report.line("| %d starts after %d of warm-up | %s | %s |", STARTS, WARM_UP, started.text(1), answered.text(1));
        report.goal(
                "embedded start in a warm JVM, with TLS",
                "<= 50 ms",
                started.text(1) + " ms",
                started.median() <= GOAL_MILLIS);
        return started;
    }
}
