package io.github.apimreconnect.mockarm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Steps for requests to come, each used once, in order. Safe for use by several threads. */
public final class Script {
    private final Scope scope;
    private final Deque<Step> steps;

    Script(Scope scope, List<Step> steps) {
        this.scope = scope;
        this.steps = new ArrayDeque<>(steps);
    }

    /**
     * Returns which requests it is for.
     *
     * @return the scope
     */
    public Scope scope() {
        return scope;
    }

    /**
     * Returns the steps that no request has come for.
     *
     * @return a copy, empty once the script is used up
     */
    public synchronized List<Step> unused() {
        return List.copyOf(steps);
    }

    synchronized boolean isUsedUp() {
        return steps.isEmpty();
    }

    synchronized Optional<Step> next() {
        Step step = steps.pollFirst();
        if (step != null && step.times() > 1) {
            steps.addFirst(step.times(step.times() - 1));
        }
        return Optional.ofNullable(step);
    }

    /** Forgets what is left. */
    public synchronized void cancel() {
        steps.clear();
    }

    @Override
    public String toString() {
        return "Script[" + scope.subscription() + "/" + scope.backend() + ", unused " + unused() + "]";
    }
}
