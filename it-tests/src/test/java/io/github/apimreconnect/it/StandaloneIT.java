package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** The packaged mock, run as users run it. */
final class StandaloneIT {
    @TempDir
    private Path folder;

    @Test
    void itServesOnceItSaysSoAndEndsWhenTold() throws Exception {
        Path readyFile = folder.resolve("ready.json");
        Process process = Standalone.run(
                folder,
                "--port",
                "0",
                "--tls-dir",
                folder.resolve("tls").toString(),
                "--ready-file",
                readyFile.toString());
        try (var output = process.inputReader()) {
            String ready = output.readLine();
            JsonNode json = Standalone.awaitJson(readyFile, process);
            assertThat(ready)
                    .isEqualTo("mock-arm ready " + json.at("/endpoint").asText() + " "
                            + json.at("/httpEndpoint").asText());
            assertThat(json.at("/pid").asLong()).isEqualTo(process.pid());
            assertThat(Path.of(json.at("/caFile").asText())).exists();
            Tap tap = new Tap();
            StepVerifier.create(client(json, tap).reconnect(ClientAndMock.SAMPLE, Duration.ofSeconds(3)))
                    .expectComplete()
                    .verify(Duration.ofSeconds(20));
            assertThat(tap.exchanges()).hasSize(1);
            tap.verify();
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(folder.resolve("stderr")).content().isEmpty();
    }

    @Test
    void aRequestIsServedBeforeThePartsThatSlowAStartAreLoaded() throws Exception {
        Path readyFile = folder.resolve("ready.json");
        Path loaded = folder.resolve("loaded");
        ProcessBuilder builder = Standalone.builder(folder, "--port", "0", "--ready-file", readyFile.toString());
        builder.command().add(1, "-Xlog:class+load:file=" + loaded + ":none");
        Process process = builder.start();
        try {
            Standalone.awaitJson(readyFile, process);
        } finally {
            process.destroyForcibly();
        }
        // The first connection's decoder; reading the trust store and writing the ready file come later.
        assertThat(Files.readString(loaded).split("internal.connection.RequestDecoder ", 2)[0])
                .contains("internal.contract.Contract ")
                .doesNotContain(
                        "com.fasterxml.jackson.databind.ObjectMapper ",
                        "sun.security.ssl.",
                        "io.netty.pkitesting.CertificateBuilder ",
                        "internal.page.PageFile",
                        "internal.SettingsView ",
                        "internal.admin.AnswersView ",
                        "internal.admin.BucketsView ",
                        "internal.admin.EntryView ");
    }

    @Test
    void helpHasAllOptionsAndExamples() throws Exception {
        Jar.Result help = Jar.run(Jar.MOCK, folder, Map.of(), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Examples:", "java -jar mock-arm.jar", "MOCK_ARM_TLS_DIR", "--ready-file=FILE");
        assertThat(help.out().lines().filter(line -> line.matches(" +(-., )?--[a-z-]+.*")))
                .as("options, --help and --version among them")
                .hasSize(26);
    }

    @Test
    void versionIsTheBuilds() throws Exception {
        Jar.Result version = Jar.run(Jar.MOCK, folder, Map.of(), "--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("mock-arm \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void theRunnableJarHasTheVersionAndNoSignatures() throws IOException {
        try (JarFile jar = new JarFile(Jar.MOCK.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isNotBlank();
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.endsWith(".SF") || name.contains("quic"));
        }
        assertThat(Files.size(Jar.MOCK)).isLessThan(15_000_000);
    }

    private static BackendReconnectAsyncClient client(JsonNode ready, Tap tap) {
        File caFile = new File(ready.at("/caFile").asText());
        HttpClient trusting = HttpClient.create().doOnChannelInit(tap).secure(tls -> {
            try {
                tls.sslContext(
                        SslContextBuilder.forClient().trustManager(caFile).build());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return new BackendReconnectClientBuilder()
                .endpoint(ready.at("/endpoint").asText())
                .httpClient(new NettyAsyncHttpClientBuilder(trusting).build())
                .credential(ClientAndMock.fixed("any"))
                .buildAsyncClient();
    }
}
