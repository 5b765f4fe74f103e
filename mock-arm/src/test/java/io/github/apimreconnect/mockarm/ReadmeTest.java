package io.github.apimreconnect.mockarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.internal.admin.AdminPage;
import io.github.apimreconnect.mockarm.internal.admin.AnswersView;
import io.github.apimreconnect.mockarm.internal.command.MockArmMain;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswer;
import io.github.apimreconnect.mockarm.internal.dispatch.CannedAnswers;
import io.github.apimreconnect.mockarm.internal.dispatch.Placeholders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The tables of the README match the program: nothing is missing, nothing is made up. */
final class ReadmeTest {
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private final String readme = read();

    @Test
    void theCannedAnswers() {
        assertThat(names("name"))
                .containsExactlyElementsOf(CannedAnswers.shipped().names());
        assertThat(rows("name")).allSatisfy(row -> {
            CannedAnswer answer = CannedAnswers.shipped().get(quoted(row).get(0));
            assertThat(row).startsWith("| `" + answer.name() + "` | " + answer.status());
            assertThat(row).endsWith("| " + answer.about() + " |");
        });
    }

    @Test
    void thePlaceholders() {
        assertThat(names("placeholder"))
                .filteredOn(name -> !name.contains("/") && !name.contains("."))
                .containsExactlyInAnyOrderElementsOf(Placeholders.names());
    }

    @Test
    void theFaultsAndTheirDefaults() {
        List<List<String>> faults = tables("fault");
        assertThat(faults.get(0)).extracting(row -> quoted(row).get(0)).containsExactlyElementsOf(Fault.KINDS);
        assertThat(faults.get(0))
                .filteredOn(row -> row.matches(".*\\| `[^`]+` \\|"))
                .allSatisfy(row -> {
                    List<String> names = quoted(row);
                    assertThat(Fault.parse(names.get(0))).hasToString(names.get(names.size() - 1));
                });
        assertThat(faults.get(1))
                .extracting(row -> quoted(row).get(0))
                .containsExactlyElementsOf(Arrays.stream(ConnectionFault.values())
                        .map(ConnectionFault::toString)
                        .toList());
    }

    @Test
    void theTextsOfTheFaultsInTheAdminApi() {
        assertThat(rows("fault")).allSatisfy(row -> {
            Fault.Kind kind = Fault.Kind.valueOf(
                    quoted(row).get(0).toUpperCase(Locale.ROOT).replace('-', '_'));
            String text = AnswersView.text(kind).replace(".", "");
            assertThat(row.toLowerCase(Locale.ROOT)).contains(text.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void theMoments() {
        assertThat(names("moment"))
                .containsExactlyElementsOf(Arrays.stream(Fault.Moment.values())
                        .map(Fault.Moment::toString)
                        .toList());
    }

    @Test
    void thePagesWithTheirMethodsAndAnExampleEach() {
        assertThat(rows("page"))
                .map(row -> row.replaceAll("^\\| `/_mock/([^`]+)` \\| ([A-Z, ]+) \\|.*", "$1 $2"))
                .containsExactlyElementsOf(AdminPage.ALL.stream()
                        .map(page -> page.path() + " " + page.listed())
                        .toList());
        assertThat(AdminPage.ALL)
                .map(AdminPage::path)
                .allSatisfy(page -> assertThat(readme).containsPattern("curl .*\\$M/" + Pattern.quote(page)));
    }

    @Test
    void theOptionsAndTheirVariables() {
        assertThat(rows("option"))
                .map(row -> row.replaceAll("^\\| `(--[a-z-]+)[^|]*?(?:\\\\\\|[^|`]*)*` \\| `([A-Z_]+)`.*", "$1 $2"))
                .containsExactlyElementsOf(new CommandLine(new MockArmMain())
                        .getCommandSpec().options().stream()
                                .map(OptionSpec::longestName)
                                .filter(name -> !Set.of("--help", "--version", "--health")
                                        .contains(name))
                                .map(name -> name + " MOCK_ARM"
                                        + name.substring(1).replace('-', '_').toUpperCase(Locale.ROOT))
                                .toList());
    }

    /** Returns the words in backticks in the first column of the table with this heading. */
    private List<String> names(String heading) {
        return rows(heading).stream()
                .flatMap(row -> quoted(row.substring(0, row.indexOf('|', 1))).stream())
                .toList();
    }

    private static List<String> quoted(String text) {
        return NAME.matcher(text).results().map(name -> name.group(1)).toList();
    }

    private List<String> rows(String heading) {
        List<List<String>> tables = tables(heading);
        return tables.isEmpty() ? List.of() : tables.get(0);
    }

    /** Returns the rows of each table whose first column has this heading. */
    private List<List<String>> tables(String heading) {
        return Pattern.compile(
                        "^\\| " + Pattern.quote(heading) + " \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)+)", Pattern.MULTILINE)
                .matcher(readme)
                .results()
                .map(table -> table.group(1).lines().toList())
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
