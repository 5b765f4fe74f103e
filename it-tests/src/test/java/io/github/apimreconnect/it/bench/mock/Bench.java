package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** All parts of the benchmark, one per line. */
final class Bench {
    private final Options options;
    private final Report report = new Report();
    private final Plots plots;

    private Bench(Options options) {
        this.options = options;
        this.plots = new Plots(options.folder());
    }

    /** Takes the folder for the report. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0])).toAbsolutePath();
        new Bench(Options.read(folder)).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Contender mock = Contender.mock(options.folder());
        Path wireMock = wireMockRoot();
        part("load", () -> new Throughput(options, report, plots).run(contenders(mock, wireMock)));
        part("cold", () -> new ColdStart(options, report, plots).run(mock, Contender.wireMockWithoutJournal(wireMock)));
        part("embedded", () -> EmbeddedStart.run(options, report));
        part("delayed", () -> new DelayedAnswers(options, report).run(mock, Contender.delayingReactorNetty()));
        part("heap", () -> LiveHeap.run(options, report, plots, mock));
        part("client", () -> ClientPart.run(options, report));
        report.write(options.folder().resolve("report.md"));
    }

    private List<Contender> contenders(Contender mock, Path wireMock) {
        return List.of(
                        mock,
                        Contender.wireMock(wireMock),
                        Contender.wireMockWithoutJournal(wireMock),
                        Contender.mockServer(
                                Path.of("src/bench/peers/mockserver.json").toAbsolutePath()),
                        Contender.reactorNetty(),
                        Contender.netty())
                .stream()
                .filter(contender -> options.contender(contender.key()))
                .toList();
    }

    /** Copies the mappings, as WireMock creates another folder next to them. */
    private Path wireMockRoot() throws IOException {
        Path root = options.folder().resolve("wiremock");
        Path mappings = Files.createDirectories(root.resolve("mappings"));
        Files.copy(
                Path.of("src/bench/peers/wiremock/mappings/reconnect.json"),
                mappings.resolve("reconnect.json"),
                StandardCopyOption.REPLACE_EXISTING);
        return root;
    }

    private void part(String name, Part part) throws Exception {
        if (options.part(name)) {
            part.run();
        }
    }

    private interface Part {
        void run() throws Exception;
    }
}
