package io.github.apimreconnect.mockarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Steps for requests to come, each used once, in order. Safe for use by several threads. */
public final class Script {
    private static final int SHOWN = 20;

    private final Scope scope;
    /** One round; kept once, however many rounds there are. */
    private final List<Step> steps;

    private int rounds;
    private int at;
    /** How often the step at hand was used. */
    private int used;

    Script(Scope scope, List<Step> steps, int rounds) {
        this.scope = scope;
        this.steps = List.copyOf(steps);
        this.rounds = rounds;
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
    public List<Step> unused() {
        return next(Integer.MAX_VALUE);
    }

    /** The next steps, so many at most. */
    synchronized List<Step> next(int most) {
        int count = (int) Math.min(most, unusedCount());
        List<Step> next = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Step step = steps.get((int) ((at + (long) i) % steps.size()));
            next.add(i == 0 && used > 0 ? step.times(step.times() - used) : step);
        }
        return List.copyOf(next);
    }

    /** How many steps there are in {@link #unused()}. */
    synchronized long unusedCount() {
        return rounds == 0 ? 0 : (long) rounds * steps.size() - at;
    }

    /** How many steps it holds in memory. */
    int length() {
        return steps.size();
    }

    synchronized boolean isUsedUp() {
        return rounds == 0;
    }

    synchronized Optional<Step> next() {
        if (rounds == 0) {
            return Optional.empty();
        }
        Step step = steps.get(at);
        int left = step.times() - used;
        used++;
        if (left == 1) {
            used = 0;
            at++;
            if (at == steps.size()) {
                at = 0;
                rounds--;
            }
        }
        return Optional.of(left == step.times() ? step : step.times(left));
    }

    /** Forgets what is left. */
    public synchronized void cancel() {
        rounds = 0;
    }

    @Override
    public String toString() {
        long more = unusedCount() - SHOWN;
        return "Script[" + scope.subscription() + "/" + scope.backend() + ", unused " + next(SHOWN)
                + (more > 0 ? " and " + more + " more" : "") + "]";
    }
}
