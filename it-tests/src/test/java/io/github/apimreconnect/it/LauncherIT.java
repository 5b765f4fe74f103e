package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, in a copy of its own: which archive it uses, and that the mock starts in any case. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "whether an archive is in use is read from /proc")
@Execution(ExecutionMode.SAME_THREAD)
final class LauncherIT {
    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls install()
    private InstalledLauncher launcher;

    @BeforeEach
    void install() throws IOException {
        launcher = InstalledLauncher.in(folder);
    }

    @Test
    void theFirstStartMakesAnArchiveWhileItServesAndTheNextUsesIt() throws Exception {
        try (InstalledLauncher.Running first = launcher.start(Map.of())) {
            assertThat(first.usesAnArchive()).isFalse();
            launcher.awaitArchive();
            assertThat(first.end()).isEqualTo(SIGTERM);
        }
        assertThat(launcher.filesBeside()).singleElement().asString().endsWith(".jsa");
        try (InstalledLauncher.Running second = launcher.start(Map.of())) {
            assertThat(second.usesAnArchive()).isTrue();
            assertThat(second.process().pid())
                    .isEqualTo(second.ready().path("pid").asLong());
            assertThat(second.end()).isEqualTo(SIGTERM);
        }
    }

    /** On JDK 17, half an archive crashes the JVM. */
    @ValueSource(doubles = {0, 0.5})
    @ParameterizedTest
    void aDamagedArchiveIsReplacedInSilence(double share) throws Exception {
        launcher.make();
        Path archive = launcher.filesBeside().get(0);
        byte[] whole = Files.readAllBytes(archive);
        Files.delete(archive);
        Files.write(archive, Arrays.copyOf(whole, (int) (whole.length * share)));
        try (InstalledLauncher.Running mock = launcher.start(Map.of())) {
            assertThat(mock.out()).startsWith("mock-arm ready ");
            assertThat(mock.err()).isEmpty();
            // The launcher has deleted the damaged one.
            launcher.awaitArchive();
        }
        try (InstalledLauncher.Running mock = launcher.start(Map.of())) {
            assertThat(mock.usesAnArchive()).isTrue();
        }
    }

    @Test
    void anArchiveOfAnotherJarIsIgnoredInSilence() throws Exception {
        launcher.make();
        Path jar = launcher.beside().resolveSibling("mock-arm.jar");
        FileTime made = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(made.toMillis() + 60_000));
        try (InstalledLauncher.Running mock = launcher.start(Map.of())) {
            assertThat(mock.usesAnArchive()).isFalse();
            assertThat(mock.err()).isEmpty();
            for (int i = 0;
                    launcher.filesBeside().stream()
                                    .filter(InstalledLauncher::isArchive)
                                    .count()
                            < 2;
                    i++) {
                InstalledLauncher.pause(i);
            }
        }
    }

    @Test
    void theCacheOfTheUserServesWhereTheFolderOfTheJarCannot() throws Exception {
        Files.createFile(launcher.beside());
        launcher.make();
        assertThat(InstalledLauncher.files(launcher.cache()))
                .singleElement()
                .satisfies(own -> assertThat(InstalledLauncher.files(own))
                        .singleElement()
                        .asString()
                        .endsWith(".jsa"));
        try (InstalledLauncher.Running mock = launcher.start(Map.of())) {
            assertThat(mock.usesAnArchive()).isTrue();
        }
    }

    /** The slowest classes to load: JDK 25 archives classes for Java 5 only if no line of its list links them. */
    @MethodSource("installed")
    @ParameterizedTest
    void theClassesOfTheCommandLineComeFromTheArchive(Jdk jdk) throws Exception {
        // JDK 17 archives none of a jar with a space in its path.
        launcher = InstalledLauncher.in(folder, "mock-arm");
        Path loaded = folder.resolve("loaded");
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk.home().toString(), "JAVA_OPTS", "-Xlog:class+load:file=" + loaded + ":none");
        assertThat(InstalledLauncher.exitCode(
                        launcher.builder(environment, "--make-archive").start()))
                .isZero();
        launcher.start(environment).close();
        assertThat(Files.readAllLines(loaded).stream().filter(line -> line.startsWith("picocli.")))
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.contains("source: shared objects file"));
    }

    @EnabledIfSystemProperty(
            named = "sun.jnu.encoding",
            matches = "UTF-8",
            disabledReason = "the locale of this build has no such folder")
    @Test
    void aFolderWithLettersBeyondAsciiHasAnArchive() throws Exception {
        launcher = InstalledLauncher.in(folder, "m\u00fcller");
        Map<String, String> environment = Map.of("LC_ALL", "C.UTF-8");
        assertThat(InstalledLauncher.exitCode(
                        launcher.builder(environment, "--make-archive").start()))
                .isZero();
        try (InstalledLauncher.Running mock = launcher.start(environment)) {
            assertThat(mock.usesAnArchive()).isTrue();
        }
    }

    static List<Jdk> installed() throws IOException {
        return Jdk.installed();
    }

    @Test
    void theMockStartsWhereNoArchiveCanBeKept() throws Exception {
        Files.createFile(launcher.beside());
        Files.createFile(launcher.cache());
        try (InstalledLauncher.Running mock = launcher.start(Map.of())) {
            assertThat(mock.out()).startsWith("mock-arm ready ");
            assertThat(mock.err()).isEmpty();
        }
    }

    @Test
    void argumentsExitCodesAndJvmOptionsPassThrough() throws Exception {
        Jar.Result bad = Jar.run(
                List.of(launcher.script().toString(), "--port", "many ports"),
                folder,
                Map.of("XDG_CACHE_HOME", launcher.cache().toString(), "JAVA_OPTS", "-showversion -Dany=1"));
        assertThat(bad.exitCode()).isEqualTo(2);
        assertThat(bad.err()).contains("'many ports' is not an int").containsIgnoringCase("openjdk");
    }

    @Test
    void aMissingJarOrJavaIsNamed() throws Exception {
        assertThat(Jar.run(List.of(launcher.script().toString()), folder, Map.of("MOCK_ARM_JAR", "none.jar"))
                        .err())
                .isEqualTo("mock-arm: MOCK_ARM_JAR is not a file: 'none.jar'\n");
        assertThat(Jar.run(List.of(launcher.script().toString()), folder, Map.of("JAVA_HOME", "/none"))
                        .err())
                .isEqualTo("mock-arm: JAVA_HOME has no bin/java: '/none'\n");
    }
}
