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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** The packaged mock, run as users run it. */
final class StandaloneIT {
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
    void aBadOptionIsOneLineAndExitCode2() throws Exception {
        assertThat(failure("--port", "x")).startsWith("mock-arm: Invalid value for option '--port'");
        assertThat(failure("--throttle", "fast")).startsWith("mock-arm: --throttle must be off, arm or");
        assertThat(failure("--prot", "1")).startsWith("mock-arm: Unknown option");
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 70000",
        "HOST, no.such.host.invalid",
        "READY_FILE, /no/such/folder/ready.json",
        "TLS_DIR, /dev/null",
        "AUTH, maybe",
        "API_VERSIONS, ','",
        "ANY_API_VERSION, maybe",
        "STRICT_DURATION, maybe",
        "THROTTLE, fast",
        "JOURNAL, 0",
        "DRAIN_TIMEOUT, -1s",
        "WORLD, /no/such/world.yaml",
        "SCENARIOS, /no/such/folder",
        "CLOCK, sundial",
        "FAULT_RATE, 1.5",
        "FAULT_KINDS, 'reset,nope'",
        "SEED, x",
        "LOG, loud",
    })
    void everyOptionIsAnEnvironmentVariable(String name, String wrong) throws Exception {
        ProcessBuilder builder = builder();
        builder.environment().put("MOCK_ARM_PORT", "0");
        builder.environment().put("MOCK_ARM_" + name, wrong);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve("stderr")))
                .singleElement()
                .asString()
                .contains("MOCK_ARM_" + name);
    }

    @Test
    void emptyVariablesCountAsNotSet() throws Exception {
        Path readyFile = folder.resolve("ready.json");
        ProcessBuilder builder = builder("--port", "0", "--ready-file", readyFile.toString(), "--host", "");
        for (String name : List.of("HOST", "PORT", "API_VERSIONS", "WORLD", "FAULT_RATE", "SEED", "STRICT_DURATION")) {
            builder.environment().put("MOCK_ARM_" + name, "");
        }
        Process process = builder.start();
        try {
            assertThat(awaitJson(readyFile, process).at("/endpoint").asText()).startsWith("https://localhost:");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theFilesOfARunAreReadableAndGoneAtItsEnd() throws Exception {
        Path readyFile = folder.resolve("ready.json");
        Path tls = folder.resolve("tls");
        Process process = run("--port", "0", "--ready-file", readyFile.toString(), "--tls-dir", tls.toString());
        try {
            awaitJson(readyFile, process);
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
        ProcessBuilder builder = builder("--port", "0", "--ready-file", readyFile.toString());
        builder.command().add(1, "-Djava.io.tmpdir=" + temp);
        Process process = builder.start();
        try {
            Path caFile = Path.of(awaitJson(readyFile, process).at("/caFile").asText());
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
        Process process = run("--port", "0", "--ready-file", readyFile.toString());
        try {
            awaitJson(readyFile, process);
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
        ProcessBuilder builder =
                builder("--port", "0").redirectOutput(folder.resolve("stdout").toFile());
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

    @Test
    void helpHasAllOptionsAndExamples() throws Exception {
        Jar.Result help = Jar.run(Jar.MOCK, folder, Map.of(), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Examples:", "java -jar mock-arm.jar", "MOCK_ARM_TLS_DIR", "--ready-file=FILE");
        assertThat(help.out().lines().filter(line -> line.matches(" +(-., )?--[a-z-]+.*")))
                .as("options, --help and --version among them")
                .hasSize(20);
    }

    @Test
    void versionIsTheBuilds() throws Exception {
        Jar.Result version = Jar.run(Jar.MOCK, folder, Map.of(), "--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("mock-arm \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void theNewOptionsDoWhatTheySay() throws Exception {
        Path ready = folder.resolve("ready.json");
        Path world = Files.writeString(folder.resolve("world.yaml"), "subscriptions: {}");
        Path answers = Files.createDirectory(folder.resolve("answers"));
        Files.writeString(answers.resolve("teapot.json"), "{\"status\":418}");
        Process process = run(
                "--port=0",
                "--ready-file=" + ready,
                "--world=" + world,
                "--scenarios=" + answers,
                "--clock=virtual",
                "--fault-rate=0.5",
                "--fault-kinds=delay:lognormal(1ms,0.5),teapot",
                "--seed=7",
                "--log=requests");
        try (var output = process.inputReader()) {
            output.readLine();
            assertThat(output.readLine()).endsWith(", seed 7");
            URI endpoint =
                    URI.create(awaitJson(ready, process).at("/httpEndpoint").asText());
            assertThat(get(endpoint + "/_mock/clock").body()).contains("\"clock\":\"virtual\"");
            assertThat(get(endpoint + "/_mock/answers").body()).contains("\"teapot\"");
            Tap tap = new Tap();
            try (TapRelay relay = new TapRelay(endpoint.getPort(), tap)) {
                HttpResponse<String> missing = get(relay.httpEndpoint()
                        + "/subscriptions/00000000-0000-0000-0000-000000000000/x?api-version=2023-05-01-preview");
                assertThat(missing.body()).contains("SubscriptionNotFound");
            }
            assertThat(tap.exchanges()).hasSize(1);
            tap.verify();
            assertThat(output.readLine())
                    .contains(" 404 GET /subscriptions/")
                    .endsWith("(subscription: Not listed in --world.)");
        } finally {
            process.destroyForcibly();
        }
    }

    private static HttpResponse<String> get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer any")
                .build();
        return java.net.http.HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void sigtermLetsARequestInFlightFinishAndRefusesNewOnes() throws Exception {
        Process process =
                run("--port", "0", "--ready-file", folder.resolve("r.json").toString(), "--drain-timeout", "20s");
        try {
            JsonNode json = awaitJson(folder.resolve("r.json"), process);
            int port = URI.create(json.at("/httpEndpoint").asText()).getPort();
            try (RawConnection caller = RawConnection.plain(port, 20_000)) {
                caller.send("POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{");
                process.toHandle().destroy();
                for (String address : List.of("127.0.0.1", "::1")) {
                    for (int i = 0; i < 600 && listens(address, port); i++) {
                        assertThat(process.waitFor(25, TimeUnit.MILLISECONDS))
                                .as("it waits")
                                .isFalse();
                    }
                    assertThat(listens(address, port)).as(address).isFalse();
                }
                assertThat(caller.send("}").status()).isEqualTo(404);
            }
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void sigtermRightBehindRequestsCutsNone() throws Exception {
        String whole = "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n";
        Process process =
                run("--port", "0", "--ready-file", folder.resolve("r.json").toString(), "--drain-timeout", "20s");
        List<RawConnection> callers = new ArrayList<>();
        try {
            JsonNode json = awaitJson(folder.resolve("r.json"), process);
            int port = URI.create(json.at("/httpEndpoint").asText()).getPort();
            for (int i = 0; i < 200; i++) {
                callers.add(RawConnection.plain(port, 20_000));
            }
            // Every other caller sends only half a request.
            for (int i = 0; i < callers.size(); i++) {
                callers.get(i).send(i % 2 == 0 ? whole : whole.substring(0, whole.length() / 2));
            }
            process.toHandle().destroy();
            for (int i = 0; i < callers.size(); i++) {
                if (i % 2 != 0) {
                    callers.get(i).send(whole.substring(whole.length() / 2));
                }
                assertThat(callers.get(i).rest()).as("request %d", i).startsWith("HTTP/1.1 404");
            }
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
            for (RawConnection caller : callers) {
                caller.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTakenAddressOfIpv6IsNamedOnEachTransport(boolean isNative) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getAllByName("::1")[0])) {
            ProcessBuilder builder = builder("--port", Integer.toString(other.getLocalPort()));
            builder.command().add(1, "-Dio.netty.transport.noNative=" + !isNative);
            Process process = builder.start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(folder.resolve("stderr"))
                    .content()
                    .startsWith("mock-arm: cannot listen on [::1]:" + other.getLocalPort())
                    .contains("in use");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutIpv6TheMockServesOnIpv4(boolean isNative) throws Exception {
        ProcessBuilder builder =
                builder("--port", "0", "--ready-file", folder.resolve("r.json").toString());
        builder.command().add(1, "-Dio.netty.transport.noNative=" + !isNative);
        builder.command().add(1, "-Djava.net.preferIPv4Stack=true");
        Process process = builder.start();
        try {
            JsonNode json = awaitJson(folder.resolve("r.json"), process);
            int port = URI.create(json.at("/httpEndpoint").asText()).getPort();
            assertThat(listens("127.0.0.1", port)).isTrue();
            assertThat(listens("::1", port)).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean listens(String address, int port) {
        try {
            new Socket(address, port).close();
            return true;
        } catch (IOException refused) {
            return false;
        }
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
        return Jar.builder(Jar.MOCK, args)
                .redirectError(folder.resolve("stderr").toFile());
    }

    private static JsonNode awaitJson(Path file, Process process) throws Exception {
        // The file is written right after the ready line.
        for (int i = 0; i < 1200 && !Files.exists(file); i++) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as("the mock has ended")
                    .isFalse();
        }
        return JsonMapper.builder().build().readTree(file.toFile());
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
