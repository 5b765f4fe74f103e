package io.github.apimreconnect.it.jmeter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import us.abstracta.jmeter.javadsl.core.TestPlanStats;

/** Compares JMeter's counts with the mock's, and reports both. */
record Reconciliation(ReconnectPlan plan, LoadedMock mock, TestPlanStats stats) {

    /** By engine and status, from JMeter's file of samples; the report has them even if they differ. */
    void check(String title, Samples samples) throws IOException, InterruptedException {
        Map<String, Map<String, Long>> journal = new TreeMap<>();
        for (var engine : samples.byEngine().entrySet()) {
            Map<String, Long> statuses = new TreeMap<>();
            for (String status : engine.getValue().keySet()) {
                statuses.put(status, isStatus(status) ? mock.journal(plan.backend(engine.getKey()), status) : 0);
            }
            journal.put(engine.getKey(), statuses);
        }
        long heard = mock.journal(plan.backend("*"));
        LoadReport.section(title)
                .line("| engine | status | JMeter | journal |%n|---|---|---:|---:|")
                .rows(samples.byEngine(), journal)
                .line("| all | all | %d | %d |%n", samples.total(), heard)
                .figures(stats)
                .write();

        assertThat(samples.byEngine()).as("JMeter's samples and the journal").isEqualTo(journal);
        assertThat(heard).as("all requests in the journal").isEqualTo(samples.total());
        assertThat(samples.byStatus()).as("what the plan provokes").containsOnlyKeys("202", "401");
        assertThat(samples.errors()).as("errors").isEqualTo(samples.byStatus().get("401"));
        assertThat(stats.overall().samplesCount()).as("the DSL's samples").isEqualTo(samples.total());
        assertThat(stats.overall().errorsCount()).as("the DSL's errors").isEqualTo(samples.errors());
        if (mock.isOwn()) {
            assertThat(mock.statuses()).as("the mock's statistics").isEqualTo(samples.byStatus());
        }
    }

    /** By totals, for an engine that does not return its samples. */
    void checkTotals(String title) throws IOException, InterruptedException {
        long heard = mock.journal(plan.backend("*"));
        long refused = mock.journal(plan.backend("*"), "401");
        LoadReport.section(title)
                .line("| | JMeter | journal |%n|---|---:|---:|")
                .line("| samples | %d | %d |", stats.overall().samplesCount(), heard)
                .line("| errors | %d | %d |%n", stats.overall().errorsCount(), refused)
                .figures(stats)
                .write();

        assertThat(stats.overall().samplesCount()).as("samples").isPositive().isEqualTo(heard);
        assertThat(stats.overall().errorsCount()).as("errors").isEqualTo(refused);
    }

    private static boolean isStatus(String code) {
        return code.matches("[1-5][0-9]{2}");
    }
}
