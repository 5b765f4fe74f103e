package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, in a copy of its own: which archive it uses and makes, and that the mock starts in any case. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "whether an archive is in use is read from /proc")
@Execution(ExecutionMode.SAME_THREAD)
final class LauncherIT {
    private static final int PATIENCE_SECONDS = 120;
    private static final int POLL_MILLIS = 25;
    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    private Path launcher = Path.of("");
    private Path beside = Path.of("");
    private Path cache = Path.of("");

    @BeforeEach
    void install() throws IOException {
        Path home = folder.resolve("mock arm");
        launcher = Files.createDirectories(home.resolve("bin")).resolve("mock-arm");
        Path jar = Files.createDirectories(home.resolve("lib")).resolve("mock-arm.jar");
        Files.copy(Path.of("../mock-arm/bin/mock-arm"), launcher);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.copy(Jar.MOCK, jar);
        beside = home.resolve("lib/cds");
        cache = folder.resolve("cache");
    }

    @Test
    void theFirstStartMakesAnArchiveWhileItServesAndTheNextUsesIt() throws Exception {
        try (Running first = start(Map.of())) {
            assertThat(first.usesAnArchive()).isFalse();
            awaitArchive();
            assertThat(first.end()).isEqualTo(SIGTERM);
        }
        assertThat(files(beside)).singleElement().asString().endsWith(".jsa");
        try (Running second = start(Map.of())) {
            assertThat(second.usesAnArchive()).isTrue();
            assertThat(second.process.pid()).isEqualTo(second.ready.path("pid").asLong());
            assertThat(second.end()).isEqualTo(SIGTERM);
        }
    }

    /** On JDK 17, half an archive crashes the JVM. */
    @ValueSource(doubles = {0, 0.5})
    @ParameterizedTest
    void aDamagedArchiveIsReplacedInSilence(double share) throws Exception {
        make();
        Path archive = files(beside).get(0);
        byte[] whole = Files.readAllBytes(archive);
        Files.delete(archive);
        Files.write(archive, Arrays.copyOf(whole, (int) (whole.length * share)));
        try (Running mock = start(Map.of())) {
            assertThat(mock.out()).startsWith("mock-arm ready ");
            assertThat(mock.err()).isEmpty();
            // The launcher has deleted the damaged one.
            awaitArchive();
        }
        try (Running mock = start(Map.of())) {
            assertThat(mock.usesAnArchive()).isTrue();
        }
    }

    @Test
    void anArchiveOfAnotherJarIsIgnoredInSilence() throws Exception {
        make();
        Path jar = beside.resolveSibling("mock-arm.jar");
        FileTime made = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(made.toMillis() + 60_000));
        try (Running mock = start(Map.of())) {
            assertThat(mock.usesAnArchive()).isFalse();
            assertThat(mock.err()).isEmpty();
            for (int i = 0; files(beside).stream().filter(LauncherIT::isArchive).count() < 2; i++) {
                pause(i);
            }
        }
    }

    @Test
    void theCacheOfTheUserServesWhereTheFolderOfTheJarCannot() throws Exception {
        Files.createFile(beside);
        make();
        assertThat(files(cache))
                .singleElement()
                .satisfies(
                        own -> assertThat(files(own)).singleElement().asString().endsWith(".jsa"));
        try (Running mock = start(Map.of())) {
            assertThat(mock.usesAnArchive()).isTrue();
        }
    }

    @Test
    void theMockStartsWhereNoArchiveCanBeKept() throws Exception {
        Files.createFile(beside);
        Files.createFile(cache);
        try (Running mock = start(Map.of())) {
            assertThat(mock.out()).startsWith("mock-arm ready ");
            assertThat(mock.err()).isEmpty();
        }
    }

    @Test
    void twoMakersAtOnceLeaveOneWholeArchive() throws Exception {
        Process one = builder(Map.of(), "--make-archive").start();
        Process other = builder(Map.of(), "--make-archive").start();
        assertThat(exitCode(one)).isZero();
        assertThat(exitCode(other)).isZero();
        assertThat(files(beside)).singleElement().asString().endsWith(".jsa");
        try (Running mock = start(Map.of())) {
            assertThat(mock.usesAnArchive()).isTrue();
        }
    }

    @Test
    void aKilledMakerLeavesNoArchiveAndTheNextOneCleansUp() throws Exception {
        Process maker = builder(Map.of(), "--make-archive").start();
        while (files(beside).isEmpty()) {
            assertThat(maker.waitFor(1, TimeUnit.MILLISECONDS)).isFalse();
        }
        // Or it might start another process in between.
        signal("STOP", maker.toHandle());
        List<ProcessHandle> all = maker.descendants().toList();
        maker.destroyForcibly().onExit().join();
        all.forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        assertThat(files(beside)).isNotEmpty().noneMatch(LauncherIT::isArchive);
        for (Path left : files(beside)) {
            Files.setLastModifiedTime(
                    left, FileTime.fromMillis(System.currentTimeMillis() - TimeUnit.MINUTES.toMillis(12)));
        }
        make();
        assertThat(files(beside)).singleElement().asString().endsWith(".jsa");
    }

    @Test
    void aMakerAtWorkKeepsItsFilesWhenItsMockHasEndedAndAnotherMakerIsDone() throws Exception {
        ProcessHandle maker;
        try (Running first = start(Map.of())) {
            assertThat(first.usesAnArchive()).isFalse();
            maker = awaitMaker();
        }
        try {
            signal("STOP", maker);
            List<Path> its = files(beside);
            assertThat(its).isNotEmpty().noneMatch(LauncherIT::isArchive);
            make();
            assertThat(files(beside)).containsAll(its);
        } finally {
            signal("CONT", maker);
        }
        maker.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (int i = 0; !files(beside).stream().allMatch(LauncherIT::isArchive); i++) {
            pause(i);
        }
    }

    @Test
    void processOneOfAContainerStartsNoMakerWhichNothingWouldReap() throws Exception {
        List<String> isolated =
                List.of("env", "unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc");
        assumeThat(Jar.run(Stream.concat(isolated.stream(), Stream.of("true")).toList(), folder, Map.of())
                        .exitCode())
                .isZero();
        Path file = folder.resolve("ready.json");
        ProcessBuilder builder = builder(Map.of(), "--port", "0", "--ready-file", file.toString());
        builder.command().addAll(0, isolated);
        Process outer = builder.start();
        try {
            assertThat(Standalone.awaitJson(file, outer).path("pid").asInt()).isEqualTo(1);
            // A maker waits for a few seconds before it begins.
            assertThat(outer.descendants())
                    .singleElement()
                    .satisfies(
                            mock -> assertThat(mock.info().command().orElse("")).endsWith("java"));
        } finally {
            outer.descendants().forEach(ProcessHandle::destroyForcibly);
            outer.destroyForcibly().onExit().join();
        }
    }

    @Test
    void onlyTheNewestArchivesAreKept() throws Exception {
        Files.createDirectories(beside);
        for (int i = 0; i < 5; i++) {
            Files.setLastModifiedTime(
                    Files.createFile(beside.resolve("old" + i + ".jsa")), FileTime.fromMillis(1_000L * i));
        }
        make();
        assertThat(files(beside)).hasSize(3).noneMatch(file -> file.endsWith("old2.jsa"));
    }

    @Test
    void argumentsExitCodesAndJvmOptionsPassThrough() throws Exception {
        Jar.Result bad = Jar.run(
                List.of(launcher.toString(), "--port", "many ports"),
                folder,
                Map.of("XDG_CACHE_HOME", cache.toString(), "JAVA_OPTS", "-showversion -Dany=1"));
        assertThat(bad.exitCode()).isEqualTo(2);
        assertThat(bad.err()).contains("'many ports' is not an int").containsIgnoringCase("openjdk");
    }

    @Test
    void aMissingJarOrJavaIsNamed() throws Exception {
        assertThat(Jar.run(List.of(launcher.toString()), folder, Map.of("MOCK_ARM_JAR", "none.jar"))
                        .err())
                .isEqualTo("mock-arm: MOCK_ARM_JAR is not a file: 'none.jar'\n");
        assertThat(Jar.run(List.of(launcher.toString()), folder, Map.of("JAVA_HOME", "/none"))
                        .err())
                .isEqualTo("mock-arm: JAVA_HOME has no bin/java: '/none'\n");
    }

    private void make() throws Exception {
        assertThat(exitCode(builder(Map.of(), "--make-archive").start())).isZero();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Waits for the JVM of a maker that has files beside the jar. */
    private ProcessHandle awaitMaker() throws InterruptedException {
        for (int i = 0; ; i++) {
            Optional<ProcessHandle> maker = ProcessHandle.allProcesses()
                    .filter(process -> process.info().command().orElse("").endsWith("java"))
                    .filter(process -> process.info().commandLine().orElse("").contains(beside + "/"))
                    .findAny();
            if (maker.isPresent() && !files(beside).isEmpty()) {
                return maker.get();
            }
            pause(i);
        }
    }

    private void signal(String name, ProcessHandle process) throws Exception {
        Jar.run(List.of("kill", "-" + name, Long.toString(process.pid())), folder, Map.of());
    }

    private void awaitArchive() throws Exception {
        for (int i = 0; files(beside).stream().noneMatch(LauncherIT::isArchive); i++) {
            pause(i);
        }
    }

    private static boolean isArchive(Path file) {
        return file.toString().endsWith(".jsa");
    }

    private static void pause(int tries) throws InterruptedException {
        assertThat(tries).isLessThan(PATIENCE_SECONDS * 1_000 / POLL_MILLIS);
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException missing) {
            return List.of();
        }
    }

    private ProcessBuilder builder(Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(Files.createTempFile(folder, "out", "").toFile())
                .redirectError(Files.createTempFile(folder, "err", "").toFile());
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_HOME", System.getProperty("java.home"));
        all.put("XDG_CACHE_HOME", cache.toString());
        builder.environment().putAll(all);
        return builder;
    }

    private Running start(Map<String, String> environment) throws Exception {
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

    private record Running(Process process, JsonNode ready, Path outFile, Path errFile) implements AutoCloseable {
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
