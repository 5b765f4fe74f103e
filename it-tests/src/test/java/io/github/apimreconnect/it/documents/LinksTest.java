package io.github.apimreconnect.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The links of the Markdown pages that stay in the repository. */
final class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!\\w+://)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]*`");

    static final List<String> PAGES = List.of(
            "README.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "SECURITY.md",
            "client/README.md",
            "mock-arm/README.md",
            "mock-arm/FIDELITY.md",
            "it-tests/BENCHMARKS.md");

    @ParameterizedTest
    @FieldSource("PAGES")
    void everyLinkLeadsToAFileAndItsHeading(String page) throws IOException {
        Path from = ROOT.resolve(page);
        for (var link : LINK.matcher(withoutCode(from)).results().toList()) {
            Path to = link.group(1).isEmpty() ? from : from.resolveSibling(link.group(1));
            assertThat(to).as(link.group()).exists();
            if (link.group(2) != null) {
                assertThat(anchors(to)).as(link.group()).contains(link.group(2));
            }
        }
    }

    /** The anchors of headings, as GitHub makes them. */
    private static List<String> anchors(Path page) throws IOException {
        return Stream.of(withoutBlocks(page).split("\n"))
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }

    private static String withoutCode(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }

    private static String withoutBlocks(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?ms)^```.*?^```", "");
    }
}
