package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.client.FleetSummary;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the run of a fleet ends.
 *
 * @param exit the exit code
 * @param planned how many backends were to be called
 * @param problem why not all were accepted, or null if they were
 */
record Verdict(ExitCode exit, long planned, @Nullable Problem problem) {
    /** Returns how many backends have no outcome, because requests were abandoned or the file ended early. */
    long unknown(FleetSummary summary) {
        return planned - summary.total();
    }

    /** Collects the outcomes. Not thread-safe. */
    static final class Builder {
        /** So many calls without an answer, from the first one on, and the others would fail as well. */
        static final int HOPELESS = 20;

        private final Set<ExitCode> kinds = EnumSet.noneOf(ExitCode.class);
        private @Nullable Problem latest;
        private int failures;

        void add(FleetOutcome outcome) {
            if (outcome.kind() == FleetOutcome.Kind.ACCEPTED) {
                kinds.add(ExitCode.ACCEPTED);
            }
            FleetProblem.of(outcome).ifPresent(problem -> {
                kinds.add(problem.exit());
                latest = problem;
                failures++;
            });
        }

        /** Returns whether no call was ever answered, which is likely due to the endpoint or the credential. */
        boolean isHopeless() {
            return failures >= HOPELESS && kinds.equals(EnumSet.of(ExitCode.NO_CONNECTION));
        }

        /**
         * Decides.
         *
         * @param failure what ended the run early, or null
         * @param resume how to send the rest, for an error message
         */
        Verdict build(FleetSummary summary, long planned, @Nullable Problem failure, String resume) {
            if (failure != null) {
                return new Verdict(failure.exit(), planned, failure);
            }
            if (summary.count(FleetOutcome.Kind.ACCEPTED) == planned) {
                return new Verdict(ExitCode.ACCEPTED, planned, null);
            }
            if (latest != null && kinds.size() == 1 && latest.exit() != ExitCode.REFUSED) {
                return new Verdict(latest.exit(), planned, latest);
            }
            long missing = planned - summary.count(FleetOutcome.Kind.ACCEPTED);
            Problem some = new Problem(
                    ExitCode.REFUSED,
                    missing + " of " + Shown.count(planned, "backend") + (missing == 1 ? " was" : " were")
                            + " not accepted",
                    resume,
                    null);
            return new Verdict(ExitCode.REFUSED, planned, some);
        }
    }
}
