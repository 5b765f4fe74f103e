package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.journal.CheckResult;
import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import java.util.stream.Collectors;

/** A verdict in a line. */
final class Summary {
    private Summary() {}

    /** Returns a summary such as {@code 3 requests, 1 refused (path 1), 0 scripts not used up, 0 internal errors}. */
    static String of(Verdict verdict) {
        String by = verdict.checks().stream()
                .filter(check -> check.refused() > 0)
                .map(Summary::count)
                .collect(Collectors.joining(", ", " (", ")"));
        return counted(verdict.requests(), "request") + ", " + verdict.refusals() + " refused"
                + (verdict.refusals() == 0 ? "" : by) + ", " + counted(verdict.unusedScripts(), "script")
                + " not used up, " + counted(verdict.internalErrors().refused(), "internal error");
    }

    private static String count(CheckResult check) {
        return check.check() + " " + check.refused();
    }

    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
