package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The client compared with its peers: runs {@code ClientBench} in its own process and includes its report. */
final class ClientPart {
    private static final String MAIN = "io.github.apimreconnect.it.bench.ClientBench";

    private ClientPart() {}

    static void run(Options options, Report report) throws IOException, InterruptedException {
        Path log = options.folder().resolve("client.log");
        List<String> arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "-Dbench.rounds=" + options.rounds(),
                MAIN,
                options.folder().toString());
        try (Child child = Child.java(log, false, arguments)) {
            int exit = child.process().waitFor();
            if (exit != 0) {
                throw new IOException("ClientBench ended with " + exit + ":\n" + Files.readString(log));
            }
        }
        report.title("The client beside its peers");
        Files.readAllLines(options.folder().resolve("client.md"))
                .forEach(line -> report.line(line.startsWith("## ") ? "#" + line : line));
    }
}
