package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the packaged mock writes. */
final class StandaloneFilesIT {
    @TempDir
    private Path folder;

    @Test
    void theFilesOfARunAreReadableAndTheReadyFileIsGoneAtItsEnd() throws Exception {
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
        assertThat(tls.resolve("ca.pem")).exists();
        assertThat(Files.getPosixFilePermissions(tls.resolve("ca-key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatTrustsTheFolderOfOneRunTrustsTheNext() throws Exception {
        Path tls = folder.resolve("tls");
        Path baked = folder.resolve("baked.pem");
        Served first = served(tls);
        Files.copy(tls.resolve("ca.pem"), baked);
        Served second = served(tls);
        assertThat(tls.resolve("ca.pem")).hasSameBinaryContentAs(baked);
        assertThat(second.certificate()).isNotEqualTo(first.certificate());
        for (Served run : List.of(first, second)) {
            run.certificate().verify(certificate(baked).getPublicKey());
        }
    }

    @Test
    void aCertificateOfOnesOwnIsServedAndItsNamesMissingInItAreNamed() throws Exception {
        Path tls = folder.resolve("tls");
        served(tls);
        String pem = tls.resolve("ca-key.pem").toString();
        X509Certificate own = served(
                        folder.resolve("other"), "--tls-cert", pem, "--tls-key", pem, "--public-host", "mock-arm")
                .certificate();
        assertThat(own).isEqualTo(certificate(tls.resolve("ca.pem")));
        assertThat(certificate(folder.resolve("other/ca.pem"))).isEqualTo(own);
        assertThat(folder.resolve("stderr")).content().contains("The certificate in " + pem + " is not for mock-arm");
    }

    @Test
    void aFolderWhoseAuthorityCannotBeReadIsNamedAndKeepsIt() throws Exception {
        Path key =
                Files.writeString(Files.createDirectory(folder.resolve("tls")).resolve("ca-key.pem"), "not a key");
        Jar.Result run = Jar.run(Jar.MOCK, folder, Map.of(), "--port", "0", "--tls-dir", folder + "/tls");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("mock-arm: --tls-dir: " + key + " has no 'BEGIN CERTIFICATE'")
                .hasLineCount(1);
        assertThat(key).hasContent("not a key");
    }

    @Test
    void aFileOfAnotherAuthorityThatCannotBeReplacedIsNamedBeforeAnythingIsServed() throws Exception {
        Path tls = folder.resolve("tls");
        served(tls);
        Path ca = Files.writeString(tls.resolve("ca.pem"), "x");
        Path jar = Files.copy(Jar.MOCK, folder.resolve("mock-arm.jar"));
        List<String> command = new ArrayList<>();
        if (Files.getOwner(folder).getName().equals("root")) {
            // Root could write everywhere.
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(tls.resolve("ca-key.pem"), PosixFilePermissions.fromString("r--r--r--"));
        }
        command.addAll(
                Jar.builder(jar, "--port", "0", "--tls-dir", tls.toString()).command());
        Files.setPosixFilePermissions(tls, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Jar.Result run = Jar.run(command, folder, Map.of());
            assertThat(run.err())
                    .startsWith("mock-arm: --tls-dir cannot be written: " + ca + ": access is denied (")
                    .hasLineCount(1);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(ca).hasContent("x");
        } finally {
            Files.setPosixFilePermissions(tls, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aFileThatDoesNotFitOnTheDiskIsNamed() throws Exception {
        Path tls = folder.resolve("tls");
        assertThat(withoutSpace("--tls-dir", tls.toString()))
                .startsWith(
                        "2 mock-arm: --tls-dir cannot be written: " + tls.resolve("ca-key.pem") + ": File too large")
                .hasLineCount(1);
        served(tls);
        Files.delete(tls.resolve("ca.pem"));
        assertThat(withoutSpace("--tls-dir", tls.toString()))
                .startsWith("2 mock-arm: --tls-dir cannot be written: " + tls.resolve("ca.pem") + ": File too large")
                .hasLineCount(1);
        assertThat(withoutSpace())
                .matches("1 mock-arm: cannot write [^ ]*/mock-arm-tls[0-9]+/truststore[.]p12: File too large\n");
    }

    /** Runs the mock where files must be empty, as if on a full disk; returns its exit code and its errors. */
    private String withoutSpace(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 0; exec \"$@\"", "bash"));
        List<String> java = new ArrayList<>(Jar.builder(Jar.MOCK, "--port", "0").command());
        java.add(1, "-XX:-UsePerfData");
        java.addAll(List.of(arguments));
        command.addAll(java);
        Process process =
                new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).start();
        try {
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue() + " " + errors;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The certificate that a run served. */
    private record Served(X509Certificate certificate) {}

    private Served served(Path tls, String... more) throws Exception {
        Path readyFile = folder.resolve("ready.json");
        List<String> arguments = new ArrayList<>(
                List.of("--port", "0", "--ready-file", readyFile.toString(), "--tls-dir", tls.toString()));
        arguments.addAll(List.of(more));
        Process process = Standalone.run(folder, arguments.toArray(new String[0]));
        try {
            URI endpoint = URI.create(
                    Standalone.awaitJson(readyFile, process).at("/endpoint").asText());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            try (InputStream store = Files.newInputStream(tls.resolve("truststore.p12"))) {
                trusted.load(store, "changeit".toCharArray());
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            X509Certificate served;
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", endpoint.getPort())) {
                socket.startHandshake();
                served = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            }
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return new Served(served);
        } finally {
            process.destroyForcibly();
        }
    }

    private static X509Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
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
