package io.github.apimreconnect.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GradleFormTest {
    private static final Pattern MAVEN = Pattern.compile(
            "<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>(.*?)</dependency>",
            Pattern.DOTALL);
    private static final Pattern GRADLE =
            Pattern.compile("(\\w*mplementation)\\((enforcedPlatform\\()?\"(.*?):(.*?):(.*?)\"");

    /** The Maven form is the one that the other snippets are compiled with. */
    @Test
    void theGradleFormHasTheDependenciesOfTheMavenForm() throws IOException {
        Document readme = Document.read(Path.of(".."), "README.md");
        List<String> maven = MAVEN.matcher(readme.in("xml").get(0))
                .results()
                .map(found ->
                        "%s:%s:%s %s".formatted(found.group(1), found.group(2), found.group(3), scope(found.group(4))))
                .toList();
        List<String> gradle = GRADLE.matcher(readme.in("kotlin").get(0))
                .results()
                .map(found -> "%s:%s:%s %s"
                        .formatted(
                                found.group(3),
                                found.group(4),
                                found.group(5),
                                found.group(2) != null ? "import" : found.group(1)))
                .collect(Collectors.toList());
        assertThat(gradle).hasSizeGreaterThan(5).isEqualTo(maven);
    }

    private static String scope(String rest) {
        return rest.contains("<scope>import")
                ? "import"
                : rest.contains("<scope>test") ? "testImplementation" : "implementation";
    }
}
