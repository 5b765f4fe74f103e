package io.github.apimreconnect.it.live;

import static io.github.apimreconnect.it.live.Samples.CASE;
import static io.github.apimreconnect.it.live.Samples.MASK;
import static io.github.apimreconnect.it.live.Samples.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The report is ready for FIDELITY.md. */
final class ReportTest {
    private static final Answer ACCEPTED = answer(202, Map.of(), "");
    private static final Answer GONE = answer(410, Map.of(), "");
    private static final String SOURCE = " | recorded: live run of 2026-11-23 |";
    private static final LiveCase OTHER = LiveCase.refused("another", "`PUT`", CASE.request());

    private final Report report = new Report(
            LocalDate.of(2026, 11, 23), Cloud.of(URI.create("https://management.azure.com")), new Comparison(MASK));

    private static Outcome outcome(LiveCase one, Answer arm) {
        return new Outcome(one, arm, ACCEPTED, Optional.empty());
    }

    private List<String> rows(Outcome... outcomes) {
        return report.of(List.of(outcomes), List.of())
                .lines()
                .filter(line -> line.startsWith("|"))
                .toList();
    }

    @Test
    void equalAnswersHaveNoTable() {
        assertThat(report.of(List.of(outcome(CASE, ACCEPTED)), List.of()))
                .startsWith("## ARM and the mock on 2026-11-23\n\n1 case sent to management.azure.com, ")
                .contains(": no differences.\n")
                .doesNotContain("|");
    }

    @Test
    void theColumnsAreThoseOfTheDocument() throws IOException {
        List<String> rows = rows(outcome(CASE, GONE));
        assertThat(Files.readAllLines(Path.of("../mock-arm/FIDELITY.md"))).contains(rows.get(0), rows.get(1));
        assertThat(rows).last().isEqualTo("| a case | 410 | 202 | a request" + SOURCE);
    }

    @Test
    void oneDifferenceOfSeveralCasesIsOneRow() {
        assertThat(rows(outcome(CASE, GONE), outcome(OTHER, GONE), outcome(CASE, ACCEPTED)))
                .last()
                .isEqualTo("| a case, another | 410 | 202 | the requests of these cases" + SOURCE);
    }

    @Test
    void aDifferenceOfAllCasesDoesNotListThem() {
        assertThat(rows(outcome(CASE, GONE), outcome(OTHER, GONE)))
                .last()
                .isEqualTo("| every case | 410 | 202 | the requests of these cases" + SOURCE);
    }

    @Test
    void theTableShowsWhichCaseWasSentAgain() {
        assertThat(rows(new Outcome(CASE, GONE, ACCEPTED, Optional.of("7"))))
                .last()
                .isEqualTo("| a case | 410 | 202 | a request; sent again after 429, `Retry-After: 7`" + SOURCE);
    }

    @Test
    void aCaseThatWasSentAgainIsNamedAlsoWithoutADifference() {
        assertThat(report.of(List.of(new Outcome(CASE, ACCEPTED, ACCEPTED, Optional.of("7"))), List.of()))
                .contains(": no differences.\n", "\nSent again: a case, after 429, `Retry-After: 7`.\n");
    }

    @Test
    void casesThatCouldNotBeSentAreListed() {
        assertThat(report.of(List.of(), List.of(new NotSent("a case", "since there is no token"))))
                .contains("\nNot sent: a case, since there is no token.\n");
    }
}
