package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The makers of the launcher's archive: together, killed, beside a mock that ends, and what they leave. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "a maker is found and stopped by the signals of Linux")
@Execution(ExecutionMode.SAME_THREAD)
final class ArchiveMakersIT {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls install()
    private InstalledLauncher launcher;

    @BeforeEach
    void install() throws IOException {
        launcher = InstalledLauncher.in(folder);
    }

    @Test
    void twoMakersAtOnceLeaveOneWholeArchive() throws Exception {
        Process one = launcher.maker();
        Process other = launcher.maker();
        assertThat(InstalledLauncher.exitCode(one)).isZero();
        assertThat(InstalledLauncher.exitCode(other)).isZero();
        assertThat(launcher.filesBeside()).singleElement().asString().endsWith(".jsa");
        try (InstalledLauncher.Running mock = launcher.start(Map.of())) {
            assertThat(mock.usesAnArchive()).isTrue();
        }
    }

    @Test
    void aStartLeavesTheArchiveToTheMakerAtWork() throws Exception {
        Set<String> makers = new HashSet<>();
        try (InstalledLauncher.Running first = launcher.start(Map.of())) {
            assertThat(first.usesAnArchive()).isFalse();
            awaitMaker();
            launcher.start(Map.of()).close();
            List<Path> files = launcher.filesBeside();
            for (int i = 0; files.isEmpty() || !files.stream().allMatch(InstalledLauncher::isArchive); i++) {
                // making.abcdef, making.abcdef.archive
                files.stream()
                        .map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith("making."))
                        .forEach(name -> makers.add(name.split("\\.", -1)[1]));
                InstalledLauncher.pause(i);
                files = launcher.filesBeside();
            }
        }
        assertThat(makers).hasSize(1);
    }

    @Test
    void aKilledMakerLeavesNoArchiveAndTheNextOneCleansUp() throws Exception {
        Process maker = launcher.maker();
        while (launcher.filesBeside().isEmpty()) {
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
        assertThat(launcher.filesBeside()).isNotEmpty().noneMatch(InstalledLauncher::isArchive);
        for (Path left : launcher.filesBeside()) {
            Files.setLastModifiedTime(
                    left, FileTime.fromMillis(System.currentTimeMillis() - TimeUnit.MINUTES.toMillis(12)));
        }
        launcher.make();
        assertThat(launcher.filesBeside()).singleElement().asString().endsWith(".jsa");
    }

    @Test
    void aMakerAtWorkKeepsItsFilesWhenItsMockHasEndedAndAnotherMakerIsDone() throws Exception {
        ProcessHandle maker;
        try (InstalledLauncher.Running first = launcher.start(Map.of())) {
            assertThat(first.usesAnArchive()).isFalse();
            maker = awaitMaker();
        }
        try {
            signal("STOP", maker);
            List<Path> its = launcher.filesBeside();
            assertThat(its).isNotEmpty().noneMatch(InstalledLauncher::isArchive);
            launcher.make();
            assertThat(launcher.filesBeside()).containsAll(its);
        } finally {
            signal("CONT", maker);
        }
        maker.onExit().get(InstalledLauncher.PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (int i = 0; !launcher.filesBeside().stream().allMatch(InstalledLauncher::isArchive); i++) {
            InstalledLauncher.pause(i);
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
        ProcessBuilder builder = launcher.builder(Map.of(), "--port", "0", "--ready-file", file.toString());
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
        Files.createDirectories(launcher.beside());
        for (int i = 0; i < 5; i++) {
            Files.setLastModifiedTime(
                    Files.createFile(launcher.beside().resolve("old" + i + ".jsa")), FileTime.fromMillis(1_000L * i));
        }
        launcher.make();
        assertThat(launcher.filesBeside()).hasSize(3).noneMatch(file -> file.endsWith("old2.jsa"));
    }

    /** Waits for the JVM of a maker that has files beside the jar. */
    private ProcessHandle awaitMaker() throws InterruptedException {
        for (int i = 0; ; i++) {
            Optional<ProcessHandle> maker = ProcessHandle.allProcesses()
                    .filter(process -> process.info().command().orElse("").endsWith("java"))
                    .filter(process -> process.info().commandLine().orElse("").contains(launcher.beside() + "/"))
                    .findAny();
            if (maker.isPresent() && !launcher.filesBeside().isEmpty()) {
                return maker.get();
            }
            InstalledLauncher.pause(i);
        }
    }

    private void signal(String name, ProcessHandle process) throws Exception {
        Jar.run(List.of("kill", "-" + name, Long.toString(process.pid())), folder, Map.of());
    }
}
