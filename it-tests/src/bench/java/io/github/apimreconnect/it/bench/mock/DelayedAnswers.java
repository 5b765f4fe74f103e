package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Ten thousand answers that wait at once: on timers, not on threads. */
final class DelayedAnswers {
    static final String SCENARIO = "delay:5s";
    static final int DELAY_MILLIS = 5_000;
    private static final int HISTOGRAM_STEP_MILLIS = 10;
    private static final double MEDIAN_LATE_MILLIS = 250;
    private static final double MOST_LATE_MILLIS = 2_000;

    private final Options options;
    private final Report report;

    DelayedAnswers(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /** The control shows what of the lateness is the machine's and the generator's. */
    void run(Contender mock, Contender control) throws IOException, InterruptedException {
        report.title("%,d answers delayed by %,d ms at once".formatted(Options.DELAYED, DELAY_MILLIS));
        report.line("On as many connections, from the request's write to the answer's read; RSS while they wait.");
        report.line("");
        report.line("| server | threads added | late, median / most ms | RSS MiB |");
        report.line("|---|---|---|---|");
        Burst own = burst(mock);
        burst(control);
        report.goal("threads added by 10,000 delayed answers", "0", "" + own.threads(), own.threads() == 0);
        report.goal(
                "10,000 delayed answers, lateness",
                "median <= 250 ms, most <= 2 s",
                own.late(),
                own.isDelayed() && own.medianLate() <= MEDIAN_LATE_MILLIS && own.mostLate() <= MOST_LATE_MILLIS);
    }

    private Burst burst(Contender contender) throws IOException, InterruptedException {
        try (Generator generator = new Generator(options);
                Server server = Server.start(contender, options)) {
            generator.run(LoadOrder.forSeconds(server.port(), options.seconds()));
            long threadsBefore = server.child().threads();
            generator.begin(LoadOrder.burst(server.port(), Options.DELAYED, SCENARIO));
            long threads = threadsBefore;
            long mib = 0;
            while (!generator.hasEnded()) {
                threads = Math.max(threads, server.child().threads());
                mib = Math.max(mib, server.child().residentMib());
                TimeUnit.MILLISECONDS.sleep(100);
            }
            Burst burst = new Burst(generator.end(), threads - threadsBefore);
            report.line("| %s | %d | %s | %d |", contender.name(), burst.threads(), burst.late(), mib);
            return burst;
        }
    }

    private record Burst(Load load, long threads) {
        /** A busy machine makes them late; only a delay makes the quickest so. */
        boolean isDelayed() {
            return load.leastNanos() / 1e6 >= DELAY_MILLIS - HISTOGRAM_STEP_MILLIS;
        }

        double medianLate() {
            return load.medianNanos() / 1e6 - DELAY_MILLIS;
        }

        double mostLate() {
            return load.mostNanos() / 1e6 - DELAY_MILLIS;
        }

        String late() {
            return isDelayed() ? "%.0f / %.0f".formatted(medianLate(), mostLate()) : "not delayed by " + SCENARIO;
        }
    }
}
