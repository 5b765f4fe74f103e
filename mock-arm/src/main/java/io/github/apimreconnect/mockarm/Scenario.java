package io.github.apimreconnect.mockarm;

import io.netty.util.AsciiString;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a request that passed every check gets: what its header asks for, what is scripted, what strikes at random. */
final class Scenario {
    static final AsciiString HEADER = AsciiString.cached("x-mock-scenario");

    /** Each request looks at all of them. */
    private static final int MAX_SCRIPTS = 1000;

    private static final int MAX_STEPS = 100_000;

    private final CannedAnswers answers;
    private final RandomFaults randomFaults;
    private final SplittableRandom random;
    private final List<Script> scripts = new CopyOnWriteArrayList<>();

    Scenario(CannedAnswers answers, RandomFaults randomFaults) {
        this.answers = answers;
        this.randomFaults = randomFaults;
        this.random = new SplittableRandom(randomFaults.seed());
    }

    /** Adds a script; an unknown name is refused with the names there are. */
    synchronized Script add(Scope scope, List<Step> steps, int count) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("'steps' must hold a step");
        }
        steps.forEach(step -> answers.require(step.answer()));
        scripts.removeIf(Script::isUsedUp);
        int held = scripts.stream().mapToInt(Script::length).sum();
        if (scripts.size() >= MAX_SCRIPTS || held + steps.size() > MAX_STEPS) {
            throw new IllegalStateException("There are " + scripts.size() + " scripts of " + held
                    + " steps that are not used up; there may be " + MAX_SCRIPTS + " of " + MAX_STEPS);
        }
        Script script = new Script(scope, steps, count);
        scripts.add(script);
        return script;
    }

    @SuppressWarnings("ModifyCollectionInEnhancedForLoop") // a list that copies on write
    Step next(ArmRequest request) throws RefusedException {
        String asked = request.headers().get(HEADER);
        if (asked != null) {
            return asked(asked);
        }
        for (Script script : scripts) {
            if (script.scope().covers(request.path())) {
                Optional<Step> step = script.next();
                if (script.isUsedUp()) {
                    // Or each request to come would look at it.
                    scripts.remove(script);
                }
                if (step.isPresent()) {
                    return step.get();
                }
            }
        }
        return randomFaults.rate() == 0 ? Step.PLAIN : atRandom();
    }

    private Step asked(String text) throws RefusedException {
        try {
            Step step = Step.parse(text);
            answers.require(step.answer());
            if (step.times() != 1) {
                throw new IllegalArgumentException("'" + text + "' has a count, but this header is for one request");
            }
            return step;
        } catch (IllegalArgumentException e) {
            String reason = HEADER + ": " + e.getMessage();
            throw new RefusedException("scenario", "unknown-scenario", reason).where("reason", reason);
        }
    }

    private synchronized Step atRandom() {
        // Both are drawn each time, so that the seed alone says which request is struck by what.
        boolean strikes = random.nextDouble() < randomFaults.rate();
        Step kind = randomFaults.kinds().get(random.nextInt(randomFaults.kinds().size()));
        return strikes ? kind : Step.PLAIN;
    }

    /** The scripts that are not used up, in the order they were added. */
    List<Script> scripts() {
        return scripts.stream().filter(script -> !script.isUsedUp()).toList();
    }

    void clear() {
        scripts.clear();
    }
}
