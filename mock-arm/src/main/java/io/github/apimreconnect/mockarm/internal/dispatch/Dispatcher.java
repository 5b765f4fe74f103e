package io.github.apimreconnect.mockarm.internal.dispatch;

import io.github.apimreconnect.mockarm.InlineStep;
import io.github.apimreconnect.mockarm.Scope;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.arm.Glob;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Picks the step for a request that passed every check: from its header, a script, or a random fault. */
public final class Dispatcher {
    static final AsciiString HEADER = AsciiString.cached("x-mock-scenario");

    /** Limited because each request scans all of them. */
    private static final int MAX_SCRIPTS = 1000;

    private static final int MAX_STEPS = 100_000;
    /** Limit on what all inline answers hold in memory. */
    private static final long MAX_INLINE =
            Math.min(16L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

    private final CannedAnswers answers;
    private final RandomFaults randomFaults;
    private final SplittableRandom random;
    private final PreparedStep plain;
    private final ScriptListener listener;
    private final List<PendingScript> scripts = new CopyOnWriteArrayList<>();
    /** The number of the newest script. */
    private long added;

    public Dispatcher(CannedAnswers answers, RandomFaults randomFaults) {
        this(answers, randomFaults, ScriptListener.NONE);
    }

    public Dispatcher(CannedAnswers answers, RandomFaults randomFaults, ScriptListener listener) {
        this.listener = listener;
        this.answers = answers;
        this.randomFaults = randomFaults;
        this.random = new SplittableRandom(randomFaults.seed());
        this.plain = canned(PlainStep.PLAIN);
    }

    /** Returns the canned answers that steps can name. */
    public CannedAnswers answers() {
        return answers;
    }

    /** Adds a script; the error for an unknown name lists the known names, and for an inline answer names its field. */
    public synchronized PendingScript add(Scope scope, List<Step> steps, int count) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("'steps' must not be empty");
        }
        Glob.encodable("scope.subscription", scope.subscription());
        Glob.encodable("scope.backend", scope.backend());
        PendingScript script = new PendingScript(added + 1, scope, prepared(steps), count, this::cancelled);
        scripts.removeIf(PendingScript::isUsedUp);
        int held = scripts.stream().mapToInt(PendingScript::length).sum();
        if (scripts.size() >= MAX_SCRIPTS || held + steps.size() > MAX_STEPS) {
            throw new IllegalStateException("Too many pending scripts: " + scripts.size() + " with " + held
                    + " steps; at most " + MAX_SCRIPTS + " with " + MAX_STEPS + " are allowed");
        }
        long bytes = scripts.stream().mapToLong(PendingScript::weight).sum() + script.weight();
        if (bytes > MAX_INLINE) {
            throw new IllegalStateException("The inline answers of pending scripts would take " + bytes
                    + " bytes of memory; at most " + MAX_INLINE + " are allowed");
        }
        added++;
        scripts.add(script);
        listener.armed(script);
        return script;
    }

    private List<PreparedStep> prepared(List<Step> steps) {
        List<PreparedStep> prepared = new ArrayList<>(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            prepared.add(
                    step instanceof InlineStep inline
                            ? InlineAnswer.prepare(inline, "steps[" + i + "]")
                            : canned(step));
        }
        return prepared;
    }

    /** Prepares a step with a canned answer; throws if there is none of that name. */
    private PreparedStep canned(Step step) {
        String name = step.answer();
        boolean isPlain = name.equals(Step.ACCEPTED) && !answers.isOwn(name);
        return new PreparedStep(step, isPlain ? null : answers.get(name), 0);
    }

    @SuppressWarnings("ModifyCollectionInEnhancedForLoop") // a copy-on-write list
    public PreparedStep next(ArmRequest request) throws RefusedException {
        String asked = request.headers().get(HEADER);
        if (asked != null) {
            return asked(request, asked);
        }
        for (PendingScript script : scripts) {
            if (script.covers(request.path())) {
                Optional<PreparedStep> step = script.next();
                if (script.isUsedUp()) {
                    // Drop it now so later requests don't scan it.
                    scripts.remove(script);
                }
                if (step.isPresent()) {
                    listener.used(script);
                    return step.get();
                }
            }
        }
        return randomFaults.rate() == 0 ? plain : atRandom();
    }

    /** Checks the header {@code x-mock-scenario}, if there is one. */
    public void check(ArmRequest request) throws RefusedException {
        String asked = request.headers().get(HEADER);
        if (asked != null) {
            asked(request, asked);
        }
    }

    private PreparedStep asked(ArmRequest request, String text) throws RefusedException {
        try {
            int headers = request.headers().getAll(HEADER).size();
            if (headers > 1) {
                throw new IllegalArgumentException("There must be one such header, not " + headers);
            }
            Step step = Step.parse(text);
            PreparedStep prepared = canned(step);
            if (step.times() != 1) {
                throw new IllegalArgumentException("'" + text + "' has a count, but the header applies to one request");
            }
            return prepared;
        } catch (IllegalArgumentException e) {
            String reason = HEADER + ": " + e.getMessage();
            throw new RefusedException(CheckNames.SCENARIO, "unknown-scenario", reason).where("reason", reason);
        }
    }

    private synchronized PreparedStep atRandom() {
        // Draw both each time, so that the seed alone determines which request gets which fault.
        boolean strikes = random.nextDouble() < randomFaults.rate();
        Step kind = randomFaults.kinds().get(random.nextInt(randomFaults.kinds().size()));
        return strikes ? canned(kind) : plain;
    }

    /** Returns the scripts that are not used up, in the order they were added. */
    public List<PendingScript> scripts() {
        return scripts.stream().filter(script -> !script.isUsedUp()).toList();
    }

    /** Returns the script with a number, or null if there is none with steps left. */
    public @Nullable PendingScript script(long number) {
        for (PendingScript script : scripts) {
            if (script.number() == number) {
                return script.isUsedUp() ? null : script;
            }
        }
        return null;
    }

    private void cancelled(PendingScript script) {
        if (scripts.remove(script)) {
            listener.removed(script);
        }
    }

    public void clear() {
        clear(listener::allRemoved);
    }

    /** Removes all scripts, and tells so before another is added. */
    public synchronized void clear(Runnable told) {
        scripts.clear();
        told.run();
    }
}
