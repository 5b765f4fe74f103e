package io.github.apimreconnect.mockarm.internal.dispatch;

import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Script;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmPath;
import io.github.apimreconnect.mockarm.internal.arm.Glob;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Steps for future requests, each used once, in order. Thread-safe. */
public final class PendingScript implements Script {
    private static final int SHOWN = 20;
    /** The most characters of its text form. */
    private static final int MAX_TEXT = 4_000;

    private final long number;
    private final Scope scope;
    /** The steps of one round, stored once regardless of the number of rounds. */
    private final List<PreparedStep> steps;

    private final long weight;
    private final Consumer<PendingScript> cancelled;
    private int rounds;
    private int at;
    /** How many times the current step was used. */
    private int used;

    /**
     * Creates a script.
     *
     * @param number its number, which no other script of the mock has
     * @param scope the requests it applies to
     * @param steps the steps of one round
     * @param rounds the number of rounds
     * @param cancelled called when it is cancelled with steps left
     */
    PendingScript(long number, Scope scope, List<PreparedStep> steps, int rounds, Consumer<PendingScript> cancelled) {
        this.number = number;
        this.cancelled = cancelled;
        this.scope = scope;
        this.steps = List.copyOf(steps);
        this.weight = steps.stream().mapToLong(PreparedStep::weight).sum();
        this.rounds = rounds;
    }

    public long number() {
        return number;
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public List<Step> unused() {
        return next(Integer.MAX_VALUE);
    }

    /** Returns whether it applies to requests to a path. */
    boolean covers(ArmPath path) {
        return (scope.subscription().equals("*") || scope.subscription().equalsIgnoreCase(path.subscription()))
                && Glob.matches(scope.backend(), path.backend());
    }

    /** Returns up to {@code most} next steps. */
    public synchronized List<Step> next(int most) {
        int count = (int) Math.min(most, unusedCount());
        List<Step> next = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Step step = steps.get((int) ((at + (long) i) % steps.size())).step();
            next.add(i == 0 && used > 0 ? step.times(step.times() - used) : step);
        }
        return List.copyOf(next);
    }

    /** Returns the number of steps in {@link #unused()}. */
    public synchronized long unusedCount() {
        return rounds == 0 ? 0 : (long) rounds * steps.size() - at;
    }

    /** Returns the number of steps it holds in memory. */
    int length() {
        return steps.size();
    }

    /** Returns the bytes that its inline answers hold in memory. */
    long weight() {
        return weight;
    }

    synchronized boolean isUsedUp() {
        return rounds == 0;
    }

    synchronized Optional<PreparedStep> next() {
        if (rounds == 0) {
            return Optional.empty();
        }
        PreparedStep step = steps.get(at);
        int left = step.step().times() - used;
        used++;
        if (left == 1) {
            used = 0;
            at++;
            if (at == steps.size()) {
                at = 0;
                rounds--;
            }
        }
        return Optional.of(step.times(left));
    }

    @Override
    public void cancel() {
        synchronized (this) {
            if (rounds == 0) {
                return;
            }
            rounds = 0;
        }
        cancelled.accept(this);
    }

    /** Returns one line for logs and errors, without characters that a terminal would interpret. */
    @Override
    public String toString() {
        long more = unusedCount() - SHOWN;
        String text = "Script[" + scope.subscription() + "/" + scope.backend() + ", unused " + next(SHOWN)
                + (more > 0 ? " and " + more + " more" : "") + "]";
        return VisibleText.of(text, MAX_TEXT);
    }
}
