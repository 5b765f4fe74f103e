package io.github.apimreconnect.it.bench.mock;

import io.github.apimreconnect.it.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An installed copy of {@code bin/mock-arm} and its jar. */
final class Launcher {
    private static final Path SOURCE = Path.of("..", "mock-arm");
    private static final int PATIENCE_SECONDS = 60;
    private static final int POLL_MILLIS = 20;

    private final Path script;
    private final Path archives;
    private final Options options;

    private Launcher(Path home, Options options) {
        this.script = home.resolve("bin/mock-arm");
        this.archives = home.resolve("lib/cds");
        this.options = options;
    }

    static Launcher install(Options options) throws IOException {
        Path home = options.folder().resolve("launcher");
        copy(SOURCE.resolve("bin/mock-arm"), home.resolve("bin/mock-arm"));
        copy(SOURCE.resolve("target/mock-arm.jar"), home.resolve("lib/mock-arm.jar"));
        return new Launcher(home, options);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Returns the command for the arguments of {@code java -jar} that a contender has. */
    List<String> command(List<String> javaArguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(javaArguments.subList(javaArguments.indexOf("-jar") + 2, javaArguments.size()));
        return command;
    }

    Map<String, String> environment(Jdk jdk) {
        return Map.of("JAVA_HOME", jdk.home().toString(), "JAVA_OPTS", String.join(" ", options.jvm()));
    }

    /** Deletes the archives, so that the next start is the first one. */
    void forget() throws IOException {
        for (Path archive : archives()) {
            Files.delete(archive);
        }
    }

    /** Waits until a first start has made its archive and it is on the disk, which a later start does not pay for. */
    void awaitArchive() throws IOException, InterruptedException {
        for (int i = 0; archives().stream().noneMatch(file -> file.toString().endsWith(".jsa")); i++) {
            if (i > TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS) / POLL_MILLIS) {
                throw new IllegalStateException("The launcher has not made an archive in " + archives);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        new ProcessBuilder("sync").inheritIO().start().waitFor();
    }

    private List<Path> archives() throws IOException {
        if (!Files.isDirectory(archives)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archives)) {
            return files.toList();
        }
    }
}
