package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM options of the launcher, seen by a program in the place of Java. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class LauncherOptionsIT {
    private static final String ALLOWED = "--sun-misc-unsafe-memory-access=allow";

    @TempDir
    private Path folder;

    @ValueSource(strings = {"24", "24.0.2", "25", "25.0.3"})
    @ParameterizedTest
    void javaThatWarnsOfUnsafeAllowsIt(String version) throws Exception {
        assertThat(options(version, "")).contains(ALLOWED);
    }

    /** Java 17 would refuse to start with the option, and a later one may. */
    @ValueSource(strings = {"17.0.15", "23.0.1", "26", "240", "2.25"})
    @ParameterizedTest
    void otherJavaDoesNotGetTheOption(String version) throws Exception {
        assertThat(options(version, "")).doesNotContain(ALLOWED).contains("-jar");
    }

    @Test
    void optionsOfTheUserComeLastSoThatTheyWin() throws Exception {
        assertThat(options("25", "--sun-misc-unsafe-memory-access=deny"))
                .containsSubsequence(ALLOWED, "--sun-misc-unsafe-memory-access=deny", "-jar");
    }

    private List<String> options(String version, String own) throws IOException, InterruptedException {
        Path home = folder.resolve("java");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"any\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path jar = Files.createFile(folder.resolve("mock-arm.jar"));
        Jar.Result shown = Jar.run(
                List.of(Path.of("../mock-arm/bin/mock-arm").toAbsolutePath().toString(), "--version"),
                folder,
                Map.of("JAVA_HOME", home.toString(), "MOCK_ARM_JAR", jar.toString(), "JAVA_OPTS", own));
        assertThat(shown.err()).isEmpty();
        return shown.out().lines().toList();
    }
}
