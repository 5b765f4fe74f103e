package io.github.apimreconnect.mockarm.internal.dispatch;

import io.github.apimreconnect.mockarm.InlineStep;
import io.github.apimreconnect.mockarm.Step;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step and its answer, ready to be sent.
 *
 * @param step the step
 * @param answer the answer, or null for the plain 202
 * @param weight the approximate bytes that an inline answer holds in memory, 0 for any other
 */
public record PreparedStep(Step step, @Nullable CannedAnswer answer, long weight) {
    /** Returns the step as the journal keeps it: without what an inline one sends, which can be large. */
    public Step recorded() {
        return step instanceof InlineStep inline
                ? new InlineStep(inline.status(), Map.of(), null, null, true, inline.fault(), inline.times())
                : step;
    }

    PreparedStep times(int times) {
        return times == step.times() ? this : new PreparedStep(step.times(times), answer, weight);
    }
}
