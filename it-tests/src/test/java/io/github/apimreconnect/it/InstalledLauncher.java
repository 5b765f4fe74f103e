package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of the launcher and the jar, in a folder with a space in its name if nothing else is asked for.
 *
 * @param folder for the files of its processes
 * @param script the launcher
 * @param beside where it keeps archives
 * @param cache where it keeps them if it cannot keep them there
 */
record InstalledLauncher(Path folder, Path script, Path beside, Path cache) {
    static final int PATIENCE_SECONDS = 120;
    private static final int POLL_MILLIS = 25;

    static InstalledLauncher in(Path folder) throws IOException {
        return in(folder, "mock arm");
    }

    static InstalledLauncher in(Path folder, String name) throws IOException {
        Path home = folder.resolve(name);
        Path script = Files.createDirectories(home.resolve("bin")).resolve("mock-arm");
        Path jar = Files.createDirectories(home.resolve("lib")).resolve("mock-arm.jar");
        Files.copy(Path.of("../mock-arm/bin/mock-arm"), script);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.copy(Jar.MOCK, jar);
        return new InstalledLauncher(folder, script, home.resolve("lib/cds"), folder.resolve("cache"));
    }

    /** Makes an archive and waits for it. */
    void make() throws Exception {
        assertThat(exitCode(maker())).isZero();
    }

    Process maker() throws IOException {
        return builder(Map.of(), "--make-archive").start();
    }

    static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    void awaitArchive() throws InterruptedException {
        for (int i = 0; filesBeside().stream().noneMatch(InstalledLauncher::isArchive); i++) {
            pause(i);
        }
    }

    static boolean isArchive(Path file) {
        return file.toString().endsWith(".jsa");
    }

    static void pause(int tries) throws InterruptedException {
        assertThat(tries).isLessThan(PATIENCE_SECONDS * 1_000 / POLL_MILLIS);
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }

    List<Path> filesBeside() {
        return files(beside);
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException missing) {
            return List.of();
        }
    }

    ProcessBuilder builder(Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(Files.createTempFile(folder, "out", "").toFile())
                .redirectError(Files.createTempFile(folder, "err", "").toFile());
        Map<String, String> all =
                new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home"), "XDG_CACHE_HOME", cache.toString()));
        all.putAll(environment);
        builder.environment().putAll(all);
        return builder;
    }

    Running start(Map<String, String> environment) throws Exception {
        Path file = Files.createTempFile(folder, "ready", ".json");
        Files.delete(file);
        ProcessBuilder builder = builder(environment, "--port", "0", "--ready-file", file.toString());
        Process process = builder.start();
        return new Running(
                process,
                Standalone.awaitJson(file, process),
                builder.redirectOutput().file().toPath(),
                builder.redirectError().file().toPath());
    }

    record Running(Process process, JsonNode ready, Path outFile, Path errFile) implements AutoCloseable {
        boolean usesAnArchive() throws IOException {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "maps"))
                    .lines()
                    .anyMatch(line -> line.endsWith(".jsa") && !line.contains("/classes"));
        }

        String out() throws IOException {
            return Files.readString(outFile);
        }

        String err() throws IOException {
            return Files.readString(errFile);
        }

        int end() throws InterruptedException {
            process.destroy();
            return exitCode(process);
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
