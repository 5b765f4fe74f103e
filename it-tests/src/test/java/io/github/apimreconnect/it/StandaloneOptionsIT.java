package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options and environment variables of the packaged mock. */
final class StandaloneOptionsIT {
    @TempDir
    private Path folder;

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
        "PUBLIC_HOST, a:1",
        "TLS_DIR, /dev/null",
        "TLS_CERT, /no/such/cert.pem",
        "TLS_KEY, /no/such/key.pem",
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
        "REPORT, /no/such/folder/report.xml",
        "FAIL_ON, everything",
    })
    void everyOptionIsAnEnvironmentVariable(String name, String wrong) throws Exception {
        ProcessBuilder builder = Standalone.builder(folder);
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
        ProcessBuilder builder =
                Standalone.builder(folder, "--port", "0", "--ready-file", readyFile.toString(), "--host", "");
        for (String name : List.of("HOST", "PORT", "API_VERSIONS", "WORLD", "FAULT_RATE", "SEED", "STRICT_DURATION")) {
            builder.environment().put("MOCK_ARM_" + name, "");
        }
        Process process = builder.start();
        try {
            assertThat(Standalone.awaitJson(readyFile, process).at("/endpoint").asText())
                    .startsWith("https://localhost:");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theOptionsForWorldAnswersClockFaultsAndLogTakeEffect() throws Exception {
        Path ready = folder.resolve("ready.json");
        Path world = Files.writeString(folder.resolve("world.yaml"), "subscriptions: {}");
        Path answers = Files.createDirectory(folder.resolve("answers"));
        Files.writeString(answers.resolve("teapot.json"), "{\"status\":418}");
        Process process = Standalone.run(
                folder,
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
            URI endpoint = URI.create(
                    Standalone.awaitJson(ready, process).at("/httpEndpoint").asText());
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
                    .contains(" (subscription: Not listed in --world.) (also resource type: ")
                    .contains(" (also api-version: Use 2022-12-01.");
        } finally {
            process.destroyForcibly();
        }
    }

    private String failure(String... args) throws Exception {
        Process process = Standalone.run(folder, args);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        List<String> lines = Files.readAllLines(folder.resolve("stderr"));
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static HttpResponse<String> get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer any")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
