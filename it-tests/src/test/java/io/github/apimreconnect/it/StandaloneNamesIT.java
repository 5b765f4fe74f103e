package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged mock under names of its own, reached by curl, since the JDK's clients refuse underscores. */
final class StandaloneNamesIT {
    private static final String DISCOVERY = "/tenant/v2.0/.well-known/openid-configuration";

    @TempDir
    private Path folder;

    private Process process;
    private int port;

    @BeforeEach
    void start() throws Exception {
        Path readyFile = folder.resolve("ready.json");
        process = Standalone.run(
                folder,
                "--port",
                "0",
                "--public-host",
                "mock_arm, arm.test",
                "--tls-dir",
                folder.resolve("tls").toString(),
                "--ready-file",
                readyFile.toString());
        JsonNode ready = Standalone.awaitJson(readyFile, process);
        assertThat(ready.at("/endpoint").asText()).startsWith("https://mock_arm:");
        port = Integer.parseInt(ready.at("/endpoint").asText().replaceFirst(".*:", ""));
    }

    @AfterEach
    void end() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock_arm", "arm.test", "localhost"})
    void aStrictClientReachesItOverTlsByEachName(String name) throws Exception {
        String origin = "https://" + name + ":" + port;
        assertThat(curl(origin + DISCOVERY)).contains("\"issuer\":\"" + origin + "/tenant/v2.0\"");
    }

    @Test
    void behindAMappedPortAddressesHaveThatPort() throws Exception {
        // Another port leads to the mock's, as a container's port mapping does.
        assertThat(curl("https://mock_arm:1" + DISCOVERY, "--connect-to", "mock_arm:1:127.0.0.1:" + port))
                .contains("\"jwks_uri\":\"https://mock_arm:1/tenant/discovery/v2.0/keys\"");
    }

    @ParameterizedTest
    @CsvSource({
        "https://arm.test, 200",
        "http://mock_arm, 200",
        "https://evil.example, 403",
    })
    void theAdminApiIsOpenByItsNamesOnly(String origin, String status) throws Exception {
        String host = URI.create(origin.replace('_', '-')).getHost().replace("mock-arm", "mock_arm");
        assertThat(curl(
                        origin + ":" + port + "/_mock/stats",
                        "--insecure",
                        "--output",
                        "/dev/null",
                        "--write-out",
                        "%{http_code}",
                        "--resolve",
                        host + ":" + port + ":127.0.0.1"))
                .isEqualTo(status);
    }

    private String curl(String url, String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("curl", "--silent", "--show-error", "--max-time", "20", "--cacert", folder + "/tls/ca.pem"));
        for (String name : List.of("mock_arm", "arm.test")) {
            command.addAll(List.of("--resolve", name + ":" + port + ":127.0.0.1"));
        }
        command.addAll(List.of(more));
        command.add(url);
        Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(curl.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            curl.destroyForcibly();
        }
    }
}
