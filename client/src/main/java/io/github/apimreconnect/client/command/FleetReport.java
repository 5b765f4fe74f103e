package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.client.FleetPlan;
import io.github.apimreconnect.client.FleetSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plan or the summary of a fleet, for people or as one JSON object.
 *
 * @param report where it goes
 * @param skipped the backends of the file that are not called
 */
record FleetReport(Report report, Skipped skipped) {
    /**
     * Backends that are not called.
     *
     * @param accepted how many the results file says were accepted
     * @param repeated how many lines repeat an earlier one
     */
    record Skipped(long accepted, long repeated) {}

    /** Prints the plan of a dry run. */
    void planned(FleetPlan plan) {
        if (report.json()) {
            List<Map<String, Object>> parts = new ArrayList<>();
            plan.subscriptions()
                    .forEach((subscription, part) -> parts.add(Map.of(
                            "subscription", subscription,
                            "backends", part.backends(),
                            "atLeastMillis", part.duration().toMillis())));
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("status", "planned");
            fields.put("backends", plan.backends());
            fields.put("atLeastMillis", plan.duration().toMillis());
            fields.put("alreadyAccepted", skipped.accepted());
            fields.put("repeated", skipped.repeated());
            fields.put("subscriptions", parts);
            report.print(fields);
            return;
        }
        line("%-36s  %9s  %s", "subscription", "backends", "at least");
        plan.subscriptions()
                .forEach((subscription, part) ->
                        line("%-36s  %9d  %s", subscription, part.backends(), Shown.duration(part.duration())));
        line("%-36s  %9d  %s", "total", plan.backends(), Shown.duration(plan.duration()));
        skippedLines();
        line("Nothing was sent.");
        report.flush();
    }

    /** Prints the summary of a run. */
    void ended(FleetSummary summary, Verdict verdict) {
        if (report.json()) {
            report.print(fields(summary, verdict));
            return;
        }
        line(
                "Accepted: %d of %s in %s, %s writes a second",
                summary.count(FleetOutcome.Kind.ACCEPTED),
                Shown.count(verdict.planned(), "backend"),
                Shown.duration(summary.elapsed()),
                Shown.decimal(summary.writesPerSecond()));
        count("refused", summary.count(FleetOutcome.Kind.REFUSED));
        count("failed", summary.count(FleetOutcome.Kind.FAILED));
        count("not attempted", summary.count(FleetOutcome.Kind.NOT_ATTEMPTED));
        count("without an outcome", verdict.unknown(summary));
        skippedLines();
        summary.codes().forEach((code, times) -> count(Printable.of(code), times));
        FleetOutcome slowest = summary.slowest();
        if (slowest != null && slowest.attempts() > 0) {
            line(
                    "  slowest: %s, %s",
                    Shown.duration(slowest.elapsed()),
                    Printable.of(slowest.backend().toString()));
        }
        if (!summary.waited().isZero()) {
            line("  waited for write buckets: %s, all subscriptions together", Shown.duration(summary.waited()));
        }
        report.flush();
        Problem problem = verdict.problem();
        if (problem != null) {
            report.err().println("apim-reconnect: " + problem.message() + "; " + problem.next());
            report.err().flush();
        }
    }

    private Map<String, @Nullable Object> fields(FleetSummary summary, Verdict verdict) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("status", verdict.exit().status());
        fields.put("backends", verdict.planned());
        fields.put("accepted", summary.count(FleetOutcome.Kind.ACCEPTED));
        fields.put("refused", summary.count(FleetOutcome.Kind.REFUSED));
        fields.put("failed", summary.count(FleetOutcome.Kind.FAILED));
        fields.put("notAttempted", summary.count(FleetOutcome.Kind.NOT_ATTEMPTED));
        fields.put("withoutOutcome", verdict.unknown(summary));
        fields.put("alreadyAccepted", skipped.accepted());
        fields.put("repeated", skipped.repeated());
        fields.put("codes", summary.codes());
        FleetOutcome slowest = summary.slowest();
        if (slowest != null && slowest.attempts() > 0) {
            fields.put(
                    "slowest",
                    Map.of(
                            "backend",
                            slowest.backend().toString(),
                            "elapsedMillis",
                            slowest.elapsed().toMillis()));
        }
        fields.put("attempts", summary.attempts());
        fields.put("elapsedMillis", summary.elapsed().toMillis());
        fields.put("writesPerSecond", Math.round(summary.writesPerSecond() * 10) / 10.0);
        fields.put("waitedMillis", summary.waited().toMillis());
        Problem problem = verdict.problem();
        if (problem != null) {
            fields.put("message", problem.message());
            fields.put("next", problem.next());
        }
        return fields;
    }

    private void skippedLines() {
        count("already accepted", skipped.accepted());
        count("repeated lines", skipped.repeated());
    }

    private void count(String what, long count) {
        if (count > 0) {
            line("  %-28s  %d", what, count);
        }
    }

    private void line(String format, Object... values) {
        report.out().println(String.format(Locale.ROOT, format, values));
    }
}
