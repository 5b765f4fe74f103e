package io.github.apimreconnect.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log at level info, from this library and from those it uses. */
@TestInstance(Lifecycle.PER_CLASS)
final class LogsTest {
    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    @BeforeAll
    void run() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                        "-Dorg.slf4j.simpleLogger.log.com.azure=info",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogsMain.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        List<String> section = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith("== ")) {
                section = new ArrayList<>();
                lines.put(line.substring(3), section);
            } else {
                section.add(line);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "accepted, 0, 0",
        "refused, 2, 1",
        "no token, 0, 1",
        "wrong header, 0, 1",
        "wrong argument, 0, 0",
        "nobody listens, 2, 1",
        "too late, 0, 1",
        // The retries and the call cannot be reported, which is one warning.
        "metrics that fail, 2, 2",
        "cancelled, 0, 0",
        "cancelled while a token is asked for, 0, 0",
    })
    void eachRetryIsALineAtInfoAndTheFinalFailureOneAtWarning(String call, int retries, int warnings) {
        assertThat(section(call))
                .filteredOn(line -> line.contains("Reconnect failed; retrying"))
                .hasSize(retries);
        assertThat(section(call))
                .filteredOn(line -> line.contains("WARN") || line.contains("ERROR"))
                .hasSize(warnings);
    }

    @Test
    void theFinalFailureNamesTheRequestAndTheBackend() {
        assertThat(section("refused"))
                .last()
                .asString()
                .contains("WARN")
                .contains("\"x-ms-client-request-id\":\"")
                .contains("\"backend\":\"" + RetryCalls.ID + "\"")
                .contains("\"attempts\":3")
                .contains("404 UnexpectedResponse");
    }

    @Test
    void nothingSecretIsLogged() {
        assertThat(lines.values())
                .allSatisfy(section ->
                        assertThat(section).noneSatisfy(line -> assertThat(line).contains(LogsMain.SECRET)));
    }

    private List<String> section(String call) {
        return Objects.requireNonNull(lines.get(call), call);
    }
}
