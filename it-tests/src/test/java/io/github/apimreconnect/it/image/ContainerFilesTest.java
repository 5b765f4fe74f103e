package io.github.apimreconnect.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.apimreconnect.mockarm.internal.command.MockArmMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The Compose file and the Kubernetes manifest of the README agree with each other, the image and the options. */
final class ContainerFilesTest {
    private static final Path MOCK = Path.of("..", "mock-arm");
    private static final int PORT = 8443;

    private final YAMLMapper yaml = new YAMLMapper();

    @Test
    void theComposeFileSetsOnlyOptionsOfTheMock() throws IOException {
        assertThat(names(service().path("environment"))).isNotEmpty().isSubsetOf(variables());
    }

    @Test
    void theComposeFileBuildsTheImageAndMountsWhatItDeclares() throws IOException {
        JsonNode compose = yaml.readTree(MOCK.resolve("compose.yaml").toFile());
        assertThat(MOCK.resolve(service().path("build").asText()).resolve("Dockerfile"))
                .exists();
        assertThat(service().at("/ports/0").asText()).isEqualTo("127.0.0.1:" + PORT + ":" + PORT);
        String[] volume = service().at("/volumes/0").asText().split(":", -1);
        assertThat(names(compose.path("volumes"))).containsExactly(volume[0]);
        assertThat(service().at("/environment/MOCK_ARM_TLS_DIR").asText()).isEqualTo(volume[1]);
    }

    @Test
    void theManifestIsADeploymentAndTheServiceThatFindsIt() throws IOException {
        JsonNode deployment = manifest("Deployment");
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        assertThat(labels.size()).isPositive();
        assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(manifest("Service").at("/spec/selector")).isEqualTo(labels);
        assertThat(manifest("Service").at("/spec/ports/0/port").asInt()).isEqualTo(PORT);
        assertThat(container().at("/ports/0/containerPort").asInt()).isEqualTo(PORT);
        assertThat(manifest("Service").at("/metadata/name").asText())
                .isEqualTo(environment("MOCK_ARM_PUBLIC_HOST").split(",", -1)[0]);
    }

    @Test
    void theManifestProbesTheHealthPage() throws IOException {
        for (String probe : List.of("readinessProbe", "livenessProbe")) {
            assertThat(container().at("/" + probe + "/httpGet/path").asText()).isEqualTo("/_mock/health");
            assertThat(container().at("/" + probe + "/httpGet/port").asInt()).isEqualTo(PORT);
        }
    }

    @Test
    void theManifestSetsOnlyOptionsOfTheMock() throws IOException {
        List<String> names = new ArrayList<>();
        container()
                .path("env")
                .forEach(variable -> names.add(variable.path("name").asText()));
        assertThat(names).isNotEmpty().isSubsetOf(variables());
    }

    @Test
    void theManifestRunsWithoutRootAndMountsWhatItDeclares() throws IOException {
        JsonNode pod = manifest("Deployment").at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(container().at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container().path("volumeMounts").findValuesAsText("name"))
                .containsExactlyInAnyOrderElementsOf(pod.path("volumes").findValuesAsText("name"));
        assertThat(container().path("volumeMounts").findValuesAsText("mountPath"))
                .containsExactlyInAnyOrder("/tmp", environment("MOCK_ARM_TLS_DIR"));
    }

    private JsonNode service() throws IOException {
        return yaml.readTree(MOCK.resolve("compose.yaml").toFile()).at("/services/mock-arm");
    }

    private JsonNode container() throws IOException {
        return manifest("Deployment").at("/spec/template/spec/containers/0");
    }

    private String environment(String name) throws IOException {
        for (JsonNode variable : container().path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        throw new AssertionError("The manifest does not set " + name);
    }

    /** Returns the document of this kind in the README's manifest. */
    private JsonNode manifest(String kind) throws IOException {
        return Pattern.compile("```yaml\n(apiVersion.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(MOCK.resolve("README.md")))
                .results()
                .flatMap(block -> Stream.of(block.group(1).split("(?m)^---$", -1)))
                .map(this::read)
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The README has no manifest of a " + kind));
    }

    private JsonNode read(String text) {
        try {
            return yaml.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> variables() {
        List<String> names = new ArrayList<>();
        new CommandLine(new MockArmMain())
                .getCommandSpec()
                .options()
                .forEach(option -> names.add("MOCK_ARM"
                        + option.longestName().substring(1).replace('-', '_').toUpperCase(Locale.ROOT)));
        return names;
    }
}
