package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.FleetOutcome;
import java.time.Duration;
import java.util.Optional;

/** The problem of one backend of a fleet. */
final class FleetProblem {
    private FleetProblem() {}

    /** Returns the problem of a refusal or failure; empty for other outcomes. */
    static Optional<Problem> of(FleetOutcome outcome) {
        if (outcome instanceof FleetOutcome.Refused refused) {
            return Optional.of(of(refused.exception(), outcome));
        }
        return outcome instanceof FleetOutcome.Failed failed
                ? Optional.of(of(failed.failure(), outcome))
                : Optional.empty();
    }

    private static Problem of(Throwable failure, FleetOutcome outcome) {
        // The time waited for the bucket is not known exactly enough to tell one timeout from another.
        return Problem.of(failure, new Problem.Circumstances(Duration.ZERO, outcome.elapsed(), outcome.attempts() > 0));
    }
}
