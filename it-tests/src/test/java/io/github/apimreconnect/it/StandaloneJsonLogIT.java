package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of the packaged mock with {@code --log json}. */
final class StandaloneJsonLogIT {
    private static final int MAX_LINE = 16 * 1024;

    @TempDir
    private Path folder;

    @Test
    void standardOutputIsLinesOfJsonFromReadyToEnd() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        try (RunningMock mock = RunningMock.start(folder, List.of(), "--log", "json", "--fail-on", "refusal");
                BufferedReader output = mock.process().inputReader()) {
            assertThat(mock.post(RunningMock.RECONNECT, "{\"properties\":{\"after\":\"PT3S\"}}"))
                    .isEqualTo(202);
            assertThat(mock.raw("POST /\u0001\u00ff" + "&".repeat(7_000) + " HTTP/1.1\r\nHost: localhost\r\nX: "
                            + "\"".repeat(7_000) + "\r\nContent-Length: 0\r\n\r\n"))
                    .isEqualTo(400);
            assertThat(mock.post("/_mock/scenarios", "{\"steps\":[\"service-locked\"]}"))
                    .isLessThan(300);
            assertThat(mock.end("TERM")).isEqualTo(3);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                assertThat(line.length() + 1).isLessThanOrEqualTo(MAX_LINE);
                lines.add(JsonMapper.builder().build().readTree(line));
            }
            assertThat(mock.errors()).contains("WARN").contains("mock-arm: failed: ");
        }
        assertThat(lines)
                .extracting(line -> line.at("/event").asText())
                .containsExactly("ready", "request", "request", "unused-script", "end");
        assertThat(lines.get(0).at("/endpoint").asText()).startsWith("https://localhost:");
        assertThat(lines.get(0).at("/caFile").asText()).endsWith("ca.pem");
        JsonNode accepted = lines.get(1);
        assertThat(accepted.at("/status").asInt()).isEqualTo(202);
        assertThat(accepted.at("/body").asText()).contains("PT3S");
        assertThat(accepted.at("/headers/Authorization").asText()).isEqualTo("***");
        assertThat(lines.get(2).at("/status").asInt()).isEqualTo(400);
        assertThat(lines.get(2).at("/truncated").asBoolean()).isTrue();
        assertThat(lines.get(4).at("/requests").asInt()).isEqualTo(2);
        assertThat(lines.get(4).at("/refusals").asInt()).isEqualTo(1);
        assertThat(lines.get(4).at("/unusedScripts").asInt()).isEqualTo(1);
    }

    @Test
    void anOutputThatNobodyReadsDelaysNeitherResponsesNorTheEnd() throws Exception {
        try (RunningMock mock = RunningMock.start(folder, List.of(), "--log", "json")) {
            try (RawConnection caller = RawConnection.plain(mock.port(), 20_000)) {
                String one = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n";
                caller.send((one + "\r\n").repeat(2_999) + one + "Connection: close\r\n\r\n");
                assertThat(caller.rest().split("HTTP/1.1 404 ", -1)).hasSize(3_001);
            }
            assertThat(mock.end("TERM")).isEqualTo(143);
            assertThat(mock.errors())
                    .containsPattern("mock-arm: \\d+ lines were not printed: standard output is blocked");
        }
    }
}
