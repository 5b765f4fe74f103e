package io.github.apimreconnect.mockarm.internal.arm;

import io.github.apimreconnect.mockarm.Step;

/** The default step, the 202, for a request without a script or a fault. */
public final class PlainStep {
    public static final Step PLAIN = Step.answer(Step.ACCEPTED);

    private PlainStep() {}

    /** Returns whether a step is plain. Avoids a record's {@code equals}, whose first call costs startup 50 ms. */
    public static boolean is(Step step) {
        return step.fault() == null && step.times() == 1 && step.answer().equals(Step.ACCEPTED);
    }
}
