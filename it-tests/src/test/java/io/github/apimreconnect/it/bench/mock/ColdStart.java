package io.github.apimreconnect.it.bench.mock;

import io.github.apimreconnect.it.FreePort;
import io.github.apimreconnect.it.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From the start of a process to the first 202 for a real request, alternating contenders, on each JDK. */
final class ColdStart {
    private static final double GOAL = 0.6;
    private static final double LAUNCHER_GOAL = 0.35;
    /** Lets the processes of the previous measurement end. */
    private static final int PAUSE_MILLIS = 300;

    private final Options options;
    private final Report report;
    private final Plots plots;

    ColdStart(Options options, Report report, Plots plots) {
        this.options = options;
        this.report = report;
        this.plots = plots;
    }

    void run(Contender mock, Contender peer) throws IOException, InterruptedException {
        Launcher launcher = Launcher.install(options);
        report.title("Cold start to the first 202");
        report.line(
                "%d starts of each in turn, milliseconds: median (least-most); ratios are per round. The launcher is"
                        + " `bin/mock-arm`: without an archive of classes, which its first use makes afterwards, and with"
                        + " it. The mock makes its TLS keys as well, on two processors behind the open port; %s has only"
                        + " plain HTTP to open.",
                options.starts(), peer.name());
        report.line("");
        report.line("| server | JDK | ms | of %s |", peer.name());
        report.line("|---|---|---|---|");
        Map<String, Spread> plotted = new LinkedHashMap<>();
        for (Jdk jdk : Jdk.installed()) {
            Map<String, List<Double>> rows = measure(jdk, mock, peer, launcher);
            List<Double> peers = row(rows, peer.name());
            rows.forEach((name, millis) -> {
                report.line(
                        "| %s | %d | %s | %s |",
                        name,
                        jdk.feature(),
                        Spread.of(millis).text(0),
                        ratio(millis, peers).text(2));
                plotted.put(name + ", JDK " + jdk.feature(), Spread.of(millis));
            });
            goal("cold start of `java -jar`", jdk, ratio(row(rows, mock.name()), peers), GOAL);
            goal("cold start by the launcher", jdk, ratio(row(rows, mock.name() + ", launcher"), peers), LAUNCHER_GOAL);
        }
        plots.coldStart(plotted);
    }

    private void goal(String what, Jdk jdk, Spread ratio, double goal) {
        report.goal(
                what + ", JDK " + jdk.feature() + ", compared with WireMock's",
                "<= " + goal + " times",
                ratio.text(2),
                ratio.median() <= goal);
    }

    private Map<String, List<Double>> measure(Jdk jdk, Contender mock, Contender peer, Launcher launcher)
            throws IOException, InterruptedException {
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        // The first round fills the page cache.
        for (int i = -1; i < options.starts(); i++) {
            int port = FreePort.find();
            List<String> own = mock.command().apply(port);
            add(rows, mock.name(), i, millis(mock, port, java(jdk, own), Map.of()));
            launcher.forget();
            add(
                    rows,
                    mock.name() + ", launcher, first use",
                    i,
                    millis(mock, port, launcher.command(own), launcher.environment(jdk)));
            launcher.awaitArchive();
            add(
                    rows,
                    mock.name() + ", launcher",
                    i,
                    millis(mock, port, launcher.command(own), launcher.environment(jdk)));
            add(
                    rows,
                    peer.name(),
                    i,
                    millis(peer, port, java(jdk, peer.command().apply(port)), Map.of()));
        }
        return rows;
    }

    private static List<Double> row(Map<String, List<Double>> rows, String name) {
        return rows.getOrDefault(name, List.of());
    }

    private static void add(Map<String, List<Double>> rows, String name, int round, double millis) {
        List<Double> row = rows.computeIfAbsent(name, unused -> new ArrayList<>());
        if (round >= 0) {
            row.add(millis);
        }
    }

    private List<String> java(Jdk jdk, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(options.jvm());
        command.addAll(arguments);
        return command;
    }

    private double millis(Contender contender, int port, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        Path log = options.folder().resolve(contender.key() + "-start.log");
        long started = System.nanoTime();
        try (Child child = Child.command(log, command, environment)) {
            Probe.awaitAccepted(port, child.process(), log);
            double millis = (System.nanoTime() - started) / 1e6;
            Server.check(contender, port);
            return millis;
        }
    }

    private static Spread ratio(List<Double> own, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            ratios.add(own.get(i) / theirs.get(i));
        }
        return Spread.of(ratios);
    }
}
