package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From {@code java -jar} to the first 202 for a real request, alternating contenders. */
final class ColdStart {
    private static final double GOAL = 0.6;

    private final Options options;
    private final Report report;
    private final Plots plots;

    ColdStart(Options options, Report report, Plots plots) {
        this.options = options;
        this.report = report;
        this.plots = plots;
    }

    void run(Contender mock, Contender peer) throws IOException, InterruptedException {
        List<Double> own = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        // The first pair fills the page cache.
        for (int i = -1; i < options.starts(); i++) {
            double mockMillis = millis(mock);
            double peerMillis = millis(peer);
            if (i >= 0) {
                own.add(mockMillis);
                theirs.add(peerMillis);
                ratios.add(mockMillis / peerMillis);
            }
        }
        Map<String, Spread> all = new LinkedHashMap<>();
        all.put(mock.name(), Spread.of(own));
        all.put(peer.name(), Spread.of(theirs));
        report.title("Cold start to the first 202");
        report.line(
                "%d starts of each in turn, milliseconds: median (least-most). The mock makes its TLS keys as well, on two"
                        + " processors behind the open port; %s has only plain HTTP to open.",
                options.starts(), peer.name());
        report.line("");
        report.line("| server | ms |");
        report.line("|---|---|");
        all.forEach((name, spread) -> report.line("| %s | %s |", name, spread.text(0)));
        Spread ratio = Spread.of(ratios);
        report.line("| ratio | %s |", ratio.text(2));
        report.goal("cold start, compared with WireMock's", "<= 0.6 times", ratio.text(2), ratio.median() <= GOAL);
        plots.coldStart(all);
    }

    private double millis(Contender contender) throws IOException, InterruptedException {
        try (Server server = Server.start(contender, options)) {
            return server.firstAnswer().toNanos() / 1e6;
        }
    }
}
