package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
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
