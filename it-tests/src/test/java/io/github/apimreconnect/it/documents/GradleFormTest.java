package io.github.apimreconnect.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class GradleFormTest {
    private static final Pattern MAVEN = Pattern.compile(
            "<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>(.*?)</dependency>",
            Pattern.DOTALL);
    private static final Pattern GRADLE =
            Pattern.compile("(\\w*mplementation)\\((enforcedPlatform\\()?\"(.*?):(.*?):(.*?)\"");

    /** The Maven form is the one that the other snippets are compiled with. */
    @Test
    void everyGradleFormHasTheDependenciesOfTheMavenForm() throws IOException {
        Document readme = Document.read(Path.of(".."), "README.md");
        assertThat(readme.in("kotlin").stream().map(GradleFormTest::gradle))
                .hasSizeGreaterThan(2)
                .allSatisfy(form -> assertThat(form).isNotEmpty())
                .containsExactlyElementsOf(
                        readme.in("xml").stream().map(GradleFormTest::maven).toList());
    }

    private static List<String> maven(String block) {
        return MAVEN.matcher(block)
                .results()
                .map(found ->
                        "%s:%s:%s %s".formatted(found.group(1), found.group(2), found.group(3), scope(found.group(4))))
                .toList();
    }

    private static List<String> gradle(String block) {
        return GRADLE.matcher(block)
                .results()
                .map(found -> "%s:%s:%s %s"
                        .formatted(
                                found.group(3),
                                found.group(4),
                                found.group(5),
                                found.group(2) != null ? "import" : found.group(1)))
                .toList();
    }

    private static String scope(String rest) {
        return rest.contains("<scope>import")
                ? "import"
                : rest.contains("<scope>test") ? "testImplementation" : "implementation";
    }
}
