package io.github.apimreconnect.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's pipeline, each {@code run} as GitHub Actions runs it, with tests of this test's own and a free port. */
final class PipelineIT {
    private static final String README = "mock-arm/README.md";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String ENDPOINT =
            "endpoint=$(sed 's/.*\"httpEndpoint\":\"\\([^\"]*\\)\".*/\\1/' ready.json)\n";
    private static final String RECONNECT = "curl -s -o status.txt -w '%{http_code}' -X POST"
            + " \"$endpoint/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1/providers"
            + "/Microsoft.ApiManagement/service/apimService1/backends/proxybackend/reconnect"
            + "?api-version=2023-05-01-preview\"";
    private static final String ACCEPTED = ENDPOINT + RECONNECT + " -H 'Authorization: Bearer any' | grep 202\n";
    private static final String REFUSED = ENDPOINT + RECONNECT + " | grep 401\n";

    @TempDir
    private Path folder;

    @Test
    void testsThatPassLeaveAReportWithoutFailuresWhereThePipelineLooksForIt() throws Exception {
        assertThat(run(ACCEPTED, "0").exitCode()).isZero();
        List<JsonNode> reports = steps().map(step -> step.at("/with/report_paths"))
                .filter(JsonNode::isTextual)
                .toList();
        assertThat(reports)
                .singleElement()
                .satisfies(path -> assertThat(folder.resolve(path.asText()))
                        .content()
                        .contains("failures=\"0\"", "name=\"status.202\" value=\"1\""));
        assertThat(folder.resolve("ready.json")).as("the mock has ended").doesNotExist();
    }

    @Test
    void aRefusalFailsThePipelineThoughTheTestsPass() throws Exception {
        Shell.Result result = run(REFUSED, "0");
        assertThat(result.exitCode()).as("%s", result).isEqualTo(3);
        assertThat(result.err()).contains("mock-arm: failed: 1 request, 1 refused (token 1)");
    }

    @Test
    void testsThatFailFailThePipelineAndTheMockEnds() throws Exception {
        Shell.Result result = run(ACCEPTED + "exit 7\n", "0");
        assertThat(result.exitCode()).as("%s", result).isEqualTo(7);
        assertThat(folder.resolve("ready.json")).doesNotExist();
    }

    @Test
    void aMockThatCannotStartFailsThePipelineAtOnceAndSaysWhy() throws Exception {
        Shell.Result result = run("exit 0\n", "nonsense");
        assertThat(result.exitCode()).as("%s", result).isNotZero();
        assertThat(result.err()).contains("Invalid value for MOCK_ARM_PORT");
    }

    private Shell.Result run(String tests, String port) throws Exception {
        Path runTests = Files.writeString(folder.resolve("run-tests"), "#!/bin/bash\nset -eo pipefail\n" + tests);
        assertThat(runTests.toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(
                folder.resolve("mock-arm"), Path.of("../mock-arm").toRealPath());
        List<String> scripts = steps().map(step -> step.at("/run"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
        assertThat(scripts).hasSize(1);
        Path step = Files.writeString(folder.resolve("step.sh"), scripts.get(0));
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        try (Shell shell =
                new Shell(folder, Map.of("MOCK_ARM_PORT", port, "PATH", java + ":" + System.getenv("PATH")))) {
            return shell.run("exec bash -e " + step.getFileName(), LIMIT);
        }
    }

    private static Stream<JsonNode> steps() throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        List<JsonNode> steps = new ArrayList<>();
        for (String block : Document.read(Path.of(".."), README).in("yaml")) {
            yaml.readTree(block).at("/jobs/test/steps").forEach(steps::add);
        }
        assertThat(steps).isNotEmpty();
        return steps.stream();
    }
}
