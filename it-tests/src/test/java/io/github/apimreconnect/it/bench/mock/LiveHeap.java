package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The heap that survives a full GC, over millions of requests. */
final class LiveHeap {
    private static final int SAMPLES = 10;
    private static final int FILL = 64_000;
    private static final double GOAL_MIB = 1;

    private LiveHeap() {}

    static void run(Options options, Report report, Plots plots, Contender mock)
            throws IOException, InterruptedException {
        List<Double> millions = new ArrayList<>();
        List<Double> mib = new ArrayList<>();
        long done = 0;
        try (Generator generator = new Generator(options);
                Server server = Server.start(mock, options)) {
            // Fills the journal and compiles the code before the first measurement.
            generator.run(LoadOrder.forRequests(server.port(), FILL));
            millions.add(0.0);
            mib.add(server.child().liveHeap() / 1048576.0);
            for (int i = 0; i < SAMPLES; i++) {
                done += generator
                        .run(LoadOrder.forRequests(server.port(), options.requests() / SAMPLES))
                        .requests();
                millions.add(done / 1e6);
                mib.add(server.child().liveHeap() / 1048576.0);
            }
        }
        double growth = mib.get(SAMPLES) - mib.get(0);
        Spread spread = Spread.of(mib);
        report.title(String.format(Locale.ROOT, "Live heap over %,d requests", done));
        report.line("%s MiB after full collections, %+.2f MiB from the first to the last.", spread.text(1), growth);
        report.goal(
                String.format(Locale.ROOT, "live heap over %,d requests", done),
                "grows by <= 1 MiB",
                String.format(Locale.ROOT, "%+.2f MiB", growth),
                growth <= GOAL_MIB);
        plots.liveHeap(millions, mib);
    }
}
