package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the packaged mock writes. */
final class StandaloneFilesIT {
    @TempDir
    private Path folder;

    @Test
    void theFilesOfARunAreReadableAndGoneAtItsEnd() throws Exception {
        Path readyFile = folder.resolve("ready.json");
        Path tls = folder.resolve("tls");
        Process process = Standalone.run(
                folder, "--port", "0", "--ready-file", readyFile.toString(), "--tls-dir", tls.toString());
        try {
            Standalone.awaitJson(readyFile, process);
            Path usual = Files.createFile(folder.resolve("usual"));
            for (Path file : List.of(readyFile, tls.resolve("ca.pem"), tls.resolve("truststore.p12"))) {
                assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
            }
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(readyFile).doesNotExist();
        assertThat(tls).isEmptyDirectory();
    }

    @Test
    void theFolderInTheTempDirIsOpenToOthersAndGoneAtTheEnd() throws Exception {
        Path readyFile = folder.resolve("ready.json");
        Path temp = Files.createDirectory(folder.resolve("temp"));
        ProcessBuilder builder = Standalone.builder(folder, "--port", "0", "--ready-file", readyFile.toString());
        builder.command().add(1, "-Djava.io.tmpdir=" + temp);
        Process process = builder.start();
        try {
            Path caFile = Path.of(
                    Standalone.awaitJson(readyFile, process).at("/caFile").asText());
            assertThat(Files.getPosixFilePermissions(caFile.getParent())).contains(PosixFilePermission.OTHERS_EXECUTE);
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(caFile.getParent()).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aReadyFileThatAnotherRunHasWrittenStays() throws Exception {
        Path readyFile = folder.resolve("ready.json");
        Process process = Standalone.run(folder, "--port", "0", "--ready-file", readyFile.toString());
        try {
            Standalone.awaitJson(readyFile, process);
            Files.writeString(readyFile, "{}");
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(readyFile).hasContent("{}");
    }

    @Test
    void aTempDirThatCannotBeWrittenIsNamedBeforeAnythingIsReady() throws Exception {
        ProcessBuilder builder = Standalone.builder(folder, "--port", "0")
                .redirectOutput(folder.resolve("stdout").toFile());
        builder.command().add(1, "-Djava.io.tmpdir=/dev/null");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(folder.resolve("stdout")).isEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("stderr")))
                .last()
                .asString()
                .startsWith("mock-arm: no folder for ca.pem can be created in /dev/null: ")
                .endsWith("; use --tls-dir, or another -Djava.io.tmpdir");
    }
}
