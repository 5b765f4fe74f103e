package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.client.BackendReconnectAsyncClient;
import io.github.apimreconnect.client.BackendReconnectClientBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** The packaged mock, run as its users run it. */
final class StandaloneIT {
    private static final Path JAR = Path.of("../mock-arm/target/mock-arm.jar");

    @TempDir
    private Path folder;

    @Test
    void itServesOnceItSaysSoAndEndsWhenTold() throws Exception {
        Path readyFile = folder.resolve("ready.json");
        Process process =
                run("--port", "0", "--tls-dir", folder.resolve("tls").toString(), "--ready-file", readyFile.toString());
        try (var output = process.inputReader()) {
            String ready = output.readLine();
            JsonNode json = awaitJson(readyFile, process);
            assertThat(ready)
                    .isEqualTo("mock-arm ready " + json.at("/endpoint").asText() + " "
                            + json.at("/httpEndpoint").asText());
            assertThat(json.at("/pid").asLong()).isEqualTo(process.pid());
            assertThat(Path.of(json.at("/caFile").asText())).exists();
            StepVerifier.create(client(json).reconnect(Pair.SAMPLE, Duration.ofSeconds(3)))
                    .expectComplete()
                    .verify(Duration.ofSeconds(20));
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(folder.resolve("stderr")).content().isEmpty();
    }

    @Test
    void aBadOptionIsOneLineAndExitCode2() throws Exception {
        assertThat(failure("--port", "x")).startsWith("mock-arm: Invalid value for option '--port'");
        assertThat(failure("--throttle", "fast")).startsWith("mock-arm: 'throttle' must be off, arm or");
        assertThat(failure("--prot", "1")).startsWith("mock-arm: Unknown option");
    }

    @Test
    void anEnvironmentVariableIsAnOption() throws Exception {
        ProcessBuilder builder = builder();
        builder.environment().put("MOCK_ARM_PORT", "70000");
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("stderr")).content().contains("'port' must be from 0 to 65535, but was 70000");
    }

    @Test
    void theRunnableJarHasTheVersionAndNoSignatures() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isNotBlank();
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .noneMatch(name -> name.endsWith(".SF") || name.contains("quic"));
        }
        assertThat(Files.size(JAR)).isLessThan(15_000_000);
    }

    private String failure(String... args) throws Exception {
        Process process = run(args);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        List<String> lines = Files.readAllLines(folder.resolve("stderr"));
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private Process run(String... args) throws IOException {
        return builder(args).start();
    }

    private ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        File stderr = folder.resolve("stderr").toFile();
        return new ProcessBuilder(command).redirectError(stderr);
    }

    private static JsonNode awaitJson(Path file, Process process) throws Exception {
        // The file follows the ready line at once.
        for (int i = 0; i < 200 && !Files.exists(file); i++) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as("the mock has ended")
                    .isFalse();
        }
        return JsonMapper.builder().build().readTree(file.toFile());
    }

    private static BackendReconnectAsyncClient client(JsonNode ready) {
        File caFile = new File(ready.at("/caFile").asText());
        HttpClient trusting = HttpClient.create().secure(tls -> {
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
                .credential(Pair.fixed("any"))
                .buildAsyncClient();
    }
}
