package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The same load for every contender: each is warmed up until its CPU per request stops falling, then measured in
 * alternating rounds.
 */
final class Throughput {
    private static final int WINDOW_SECONDS = 4;

    /** How many times mock-arm's CPU per request each peer must take. Peers without a goal are only reported. */
    private static final Map<String, Double> GOALS =
            Map.of("reactor-netty", 1.0, "wiremock", 5.0, "wiremock-bare", 5.0, "mockserver", 2.5);

    private final Options options;
    private final Report report;
    private final Plots plots;
    private final Map<Server, List<Round>> rounds = new LinkedHashMap<>();
    private final Map<Server, Long> idleMib = new LinkedHashMap<>();
    private final Map<Server, WarmUp.Plateau> plateaus = new LinkedHashMap<>();

    Throughput(Options options, Report report, Plots plots) {
        this.options = options;
        this.report = report;
        this.plots = plots;
    }

    /** The cost of a round. */
    record Round(Load load, Duration serverCpu) {
        double perSecond() {
            return load.perSecond();
        }

        double serverMicros() {
            return serverCpu.toNanos() / 1e3 / load.requests();
        }
    }

    void run(List<Contender> contenders) throws IOException, InterruptedException {
        List<Server> servers = new ArrayList<>();
        try (Generator generator = new Generator(options)) {
            for (Contender contender : contenders) {
                Server server = Server.start(contender, options);
                servers.add(server);
                rounds.put(server, new ArrayList<>());
            }
            TimeUnit.SECONDS.sleep(2);
            for (Server server : servers) {
                idleMib.put(server, server.child().residentMib());
            }
            WarmUp warmUp = new WarmUp(WINDOW_SECONDS, options.warmUp());
            for (Server server : servers) {
                plateaus.put(server, warmUp.of(generator, server));
            }
            for (int round = 0; round < options.rounds(); round++) {
                for (int turn = 0; turn < servers.size(); turn++) {
                    // Each round starts with a different contender.
                    Server server = servers.get((round + turn) % servers.size());
                    server(server).add(measure(generator, server));
                }
            }
            write();
        } finally {
            servers.forEach(Server::close);
        }
    }

    private List<Round> server(Server server) {
        return rounds.getOrDefault(server, List.of());
    }

    private Round measure(Generator generator, Server server) throws IOException {
        Duration before = server.child().cpu();
        Load load = generator.run(LoadOrder.forSeconds(server.port(), options.seconds()));
        return new Round(load, server.child().cpu().minus(before));
    }

    private void write() throws IOException {
        report.title("The mock beside its peers");
        report.line(
                "%d keep-alive connections, plain HTTP, closed loop. Each server was warmed for at most %d s, until its CPU"
                        + " per request had stopped falling: %s of %d s. Then %d rounds of %d s in turn; medians, with"
                        + " least and most. Servers run with `%s`.",
                Options.CONNECTIONS,
                options.warmUp(),
                WarmUp.RULE,
                WINDOW_SECONDS,
                options.rounds(),
                options.seconds(),
                String.join(" ", options.jvm()));
        report.line("");
        report.line("| server | server CPU µs per request | its / mock-arm's | plateau µs, after s | requests/s"
                + " | mock-arm's / its | generator CPU µs | median / p99 ms | RSS idle / loaded MiB | jar MB |");
        report.line("|---|---|---|---|---|---|---|---|---|---|");
        List<Round> own = rounds.values().iterator().next();
        for (Map.Entry<Server, List<Round>> entry : rounds.entrySet()) {
            row(entry.getKey(), entry.getValue(), own);
        }
        report.line("");
        rounds.keySet()
                .forEach(server -> report.line(
                        "- %s: %s",
                        server.contender().name(), server.contender().settings()));
        plots.throughput(rounds);
        writeRounds();
    }

    private void row(Server server, List<Round> theirs, List<Round> own) throws IOException {
        List<Double> faster = new ArrayList<>();
        List<Double> cheaper = new ArrayList<>();
        for (int i = 0; i < theirs.size(); i++) {
            faster.add(own.get(i).perSecond() / theirs.get(i).perSecond());
            cheaper.add(theirs.get(i).serverMicros() / own.get(i).serverMicros());
        }
        goal(server, Spread.of(cheaper), Spread.of(faster));
        report.line(
                "| %s | %s | %s | %s | %s | %s | %.1f | %.2f / %.2f | %d / %d | %s |",
                server.contender().name(),
                spread(theirs, Round::serverMicros).text(1),
                Spread.of(cheaper).text(2),
                plateau(server),
                spread(theirs, Round::perSecond).text(0),
                Spread.of(faster).text(2),
                spread(theirs, round -> round.load().cpuMicrosPerRequest()).median(),
                spread(theirs, round -> round.load().medianNanos() / 1e6).median(),
                spread(theirs, round -> round.load().p99Nanos() / 1e6).median(),
                idleMib.getOrDefault(server, 0L),
                server.child().residentMib(),
                megabytes(server.contender().jar()));
    }

    private void goal(Server server, Spread cheaper, Spread faster) {
        Double goal = GOALS.get(server.contender().key());
        if (goal != null) {
            report.goal(
                    "CPU per request, " + server.contender().name() + " / mock-arm, fully enforced, journal on",
                    String.format(Locale.ROOT, ">= %.1f", goal),
                    cheaper.text(2) + "; requests/s " + faster.text(2),
                    cheaper.median() >= goal);
        }
    }

    private String plateau(Server server) {
        WarmUp.Plateau plateau = plateaus.getOrDefault(server, new WarmUp.Plateau(Double.NaN, 0, false));
        return String.format(
                Locale.ROOT,
                "%.1f, %d%s",
                plateau.micros(),
                plateau.seconds(),
                plateau.reached() ? "" : " (not level)");
    }

    private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    private static String megabytes(Optional<Path> jar) throws IOException {
        return jar.isPresent() ? String.format(Locale.ROOT, "%.1f", Files.size(jar.get()) / 1e6) : "-";
    }

    /** Writes every round, to check the medians. */
    private void writeRounds() throws IOException {
        StringBuilder csv =
                new StringBuilder("server,round,requests,seconds,server_cpu_us,generator_cpu_us,p50_us,p99_us\n");
        rounds.forEach((server, list) -> {
            for (int i = 0; i < list.size(); i++) {
                Round round = list.get(i);
                Load load = round.load();
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,%d,%d,%.3f,%.2f,%.2f,%d,%d%n",
                        server.contender().key(),
                        i + 1,
                        load.requests(),
                        load.nanos() / 1e9,
                        round.serverMicros(),
                        load.cpuMicrosPerRequest(),
                        load.medianNanos() / 1_000,
                        load.p99Nanos() / 1_000));
            }
        });
        Files.writeString(options.folder().resolve("rounds.csv"), csv);
    }
}
