package io.github.apimreconnect.mockarm;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a script: a canned answer, a fault, or both; or an {@linkplain InlineStep answer of its own}. The text
 * form of the former is {@code ANSWER}, {@code FAULT} or {@code ANSWER+FAULT}, optionally followed by {@code *N} for N
 * requests: {@code too-many-requests}, {@code reset@in-body}, {@code service-locked+delay:2s*3}.
 *
 * <pre>{@code
 * mock.script(
 *         Scope.backend("proxy*"),
 *         Step.answer("service-locked").times(2),
 *         Step.status(409).header("Retry-After", "7").json("{\"error\":{\"code\":\"Busy\",\"message\":\"{{backend}} is busy.\"}}"),
 *         Step.parse("reset@in-body"));
 * }</pre>
 */
public sealed interface Step permits CannedStep, InlineStep {
    /** The name of the 202 response. */
    String ACCEPTED = "accepted";

    /**
     * Returns a step with a canned answer.
     *
     * @param name its name, such as {@code too-many-requests}; {@code accepted} is the 202
     * @return the step
     */
    static Step answer(String name) {
        return new CannedStep(Objects.requireNonNull(name, "name"), null, 1);
    }

    /**
     * Returns a step with the 202 and a fault.
     *
     * @param fault the fault
     * @return the step
     */
    static Step fault(Fault fault) {
        return new CannedStep(ACCEPTED, Objects.requireNonNull(fault, "fault"), 1);
    }

    /**
     * Returns a step with an answer of its own, at first without headers and body.
     *
     * @param status the HTTP status, from 200 to 599
     * @return the step
     */
    static InlineStep status(int status) {
        return new InlineStep(status, Map.of(), null, null, true, null, 1);
    }

    /**
     * Returns the answer's name.
     *
     * @return the name of a canned answer, {@code accepted} for the 202; for an inline step, a name such as
     *     {@code 409 inline}
     */
    String answer();

    /**
     * Returns the fault in the response.
     *
     * @return the fault, or null
     */
    @Nullable
    Fault fault();

    /**
     * Returns how many requests the step is for.
     *
     * @return 1 or more
     */
    int times();

    /**
     * Returns this step with a fault.
     *
     * @param fault the fault
     * @return the step
     */
    Step with(Fault fault);

    /**
     * Returns this step for several requests.
     *
     * @param times how many, 1 or more
     * @return the step
     * @throws IllegalArgumentException if the number is less than 1
     */
    Step times(int times);

    /**
     * Parses the text form of a step with a canned answer. The mock, not this method, checks whether the canned answer
     * exists.
     *
     * @param text such as {@code too-many-requests*2}
     * @return the step
     * @throws IllegalArgumentException if the text is not a step; the message says why
     */
    static Step parse(String text) {
        return CannedStep.parse(Objects.requireNonNull(text, "text"));
    }
}
