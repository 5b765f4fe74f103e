package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Ten thousand concurrent delayed answers, which use timers rather than threads. */
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

    /** The control shows how much of the lateness comes from the machine and the generator. */
    void run(Contender mock, Contender control) throws IOException, InterruptedException {
        report.title(
                String.format(Locale.ROOT, "%,d answers delayed by %,d ms at once", Options.DELAYED, DELAY_MILLIS));
        report.line(
                "On as many connections, from the request's write to the answer's read; %d times after %d that are not"
                        + " counted; median (least-most); RSS while they wait.",
                options.bursts(), options.bursts());
        report.line("");
        report.line("| server | threads added | late, median / most ms | RSS MiB |");
        report.line("|---|---|---|---|");
        Bursts own = bursts(mock);
        bursts(control);
        report.goal("threads added by 10,000 delayed answers", "0", "" + own.threads(), own.threads() == 0);
        report.goal(
                "10,000 delayed answers, lateness",
                "median <= 250 ms, most <= 2 s",
                own.late(),
                own.isDelayed()
                        && own.medianLate().median() <= MEDIAN_LATE_MILLIS
                        && own.mostLate().most() <= MOST_LATE_MILLIS);
    }

    Bursts bursts(Contender contender) throws IOException, InterruptedException {
        try (Generator generator = new Generator(options);
                Server server = Server.start(contender, options)) {
            generator.run(LoadOrder.forSeconds(server.port(), options.warmUp()));
            LoadOrder burst = LoadOrder.burst(server.port(), Options.DELAYED, SCENARIO);
            // The load reuses connections, so this compiles the code for a connection's first request and for delays.
            for (int i = 0; i < options.bursts(); i++) {
                generator.run(burst);
            }
            List<Load> loads = new ArrayList<>();
            long threadsBefore = server.child().threads();
            long threads = threadsBefore;
            long mib = 0;
            for (int i = 0; i < options.bursts(); i++) {
                generator.begin(burst);
                while (!generator.hasEnded()) {
                    threads = Math.max(threads, server.child().threads());
                    mib = Math.max(mib, server.child().residentMib());
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                loads.add(generator.end());
            }
            Bursts bursts = new Bursts(loads, threads - threadsBefore);
            report.line("| %s | %d | %s | %d |", contender.name(), bursts.threads(), bursts.late(), mib);
            return bursts;
        }
    }

    record Bursts(List<Load> loads, long threads) {
        /** Returns whether even the fastest answers were delayed: on a busy machine, a late median proves nothing. */
        boolean isDelayed() {
            return loads.stream().allMatch(load -> load.leastNanos() / 1e6 >= DELAY_MILLIS - HISTOGRAM_STEP_MILLIS);
        }

        Spread medianLate() {
            return Spread.of(
                    loads.stream().map(load -> late(load.medianNanos())).toList());
        }

        Spread mostLate() {
            return Spread.of(loads.stream().map(load -> late(load.mostNanos())).toList());
        }

        private static double late(long nanos) {
            return nanos / 1e6 - DELAY_MILLIS;
        }

        String late() {
            return isDelayed()
                    ? "%s / %s".formatted(medianLate().text(0), mostLate().text(0))
                    : "not delayed by " + SCENARIO;
        }
    }
}
