package io.github.apimreconnect.it.live;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The differences, as a Markdown table with the columns of FIDELITY.md. */
final class Report {
    private static final String COLUMNS = """
            | case | what ARM sends | what the mock sends | how it is provoked | source |
            |---|---|---|---|---|
            """;
    private static final String NOT_COMPARED = "Dates, ids, counters, lengths and the authority of a challenge are"
            + " compared by format, not by value; of headers that may be secrets, such as cookies, only whether they are"
            + " there. The order of headers and `x-mock-hint` are not compared.\n";

    private final LocalDate date;
    private final Cloud cloud;
    private final Comparison comparison;

    Report(LocalDate date, Cloud cloud, Comparison comparison) {
        this.date = date;
        this.cloud = cloud;
        this.comparison = comparison;
    }

    /**
     * Returns the report.
     *
     * @param outcomes the cases that were sent
     * @param notSent cases that were not
     */
    String of(List<Outcome> outcomes, List<NotSent> notSent) {
        Map<Difference, List<Outcome>> differences = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            for (Difference one : comparison.of(outcome.arm(), outcome.mock())) {
                differences.computeIfAbsent(one, first -> new ArrayList<>()).add(outcome);
            }
        }
        StringBuilder report = new StringBuilder("## ARM and the mock on " + date + "\n\n");
        report.append(counted(outcomes.size(), "case"))
                .append(" sent to ")
                .append(cloud.name())
                .append(", with api-version ")
                .append(RawRequest.API_VERSION)
                .append(" unless stated otherwise: ")
                .append(counted(differences.size(), "difference"))
                .append(".\n\n");
        if (!differences.isEmpty()) {
            report.append(COLUMNS);
            differences.forEach((difference, cases) -> report.append(row(difference, cases, outcomes.size())));
            report.append('\n');
        }
        report.append(NOT_COMPARED);
        for (Outcome outcome : outcomes) {
            outcome.throttled()
                    .ifPresent(
                            seconds -> note(report, "Sent again", outcome.sent().name(), throttled(seconds)));
        }
        notSent.forEach(one -> note(report, "Not sent", one.name(), one.why()));
        return report.toString();
    }

    private static void note(StringBuilder report, String what, String name, String why) {
        report.append("\n%s: %s, %s.\n".formatted(what, name, why));
    }

    private static String throttled(String seconds) {
        return "after 429, `Retry-After: " + seconds + "`";
    }

    private static String counted(int count, String what) {
        return (count == 0 ? "no" : Integer.toString(count)) + " " + what + (count == 1 ? "" : "s");
    }

    private String row(Difference difference, List<Outcome> cases, int all) {
        String names = cases.size() == all && all > 1
                ? "every case"
                : cases.stream().map(one -> one.sent().name()).collect(Collectors.joining(", "));
        String how = cases.size() == 1 ? how(cases.get(0)) : "the requests of these cases";
        return "| "
                + String.join(" | ", names, difference.arm(), difference.mock(), how, "recorded: live run of " + date)
                + " |\n";
    }

    private static String how(Outcome outcome) {
        return outcome.sent().how()
                + outcome.throttled()
                        .map(seconds -> "; sent again " + throttled(seconds))
                        .orElse("");
    }
}
