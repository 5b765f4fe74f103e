package io.github.apimreconnect.mockarm;

import org.jspecify.annotations.Nullable;

/**
 * One step of a script: a canned answer, a fault, or both. Its text form is {@code ANSWER}, {@code FAULT} or
 * {@code ANSWER+FAULT}, optionally followed by {@code *N} for N requests: {@code too-many-requests},
 * {@code reset@in-body}, {@code service-locked+delay:2s*3}.
 *
 * @param answer the name of a canned answer, {@code accepted} for the 202
 * @param fault the fault in the response, or null
 * @param times how many requests it is for, 1 or more
 */
public record Step(String answer, @Nullable Fault fault, int times) {
    /** The name of the 202 response. */
    public static final String ACCEPTED = "accepted";

    private static final int MAX_TEXT = 500;

    /**
     * Checks the count.
     *
     * @param answer the name of a canned answer
     * @param fault the fault in the response, or null
     * @param times 1 or more
     */
    public Step {
        if (times < 1) {
            throw new IllegalArgumentException("'times' must be 1 or more, but was " + times);
        }
    }

    /**
     * Returns a step with a canned answer.
     *
     * @param name its name, such as {@code too-many-requests}; {@code accepted} is the 202
     * @return the step
     */
    public static Step answer(String name) {
        return new Step(name, null, 1);
    }

    /**
     * Returns a step with the 202 and a fault.
     *
     * @param fault the fault
     * @return the step
     */
    public static Step fault(Fault fault) {
        return new Step(ACCEPTED, fault, 1);
    }

    /**
     * Returns this step with a fault.
     *
     * @param fault the fault
     * @return the step
     */
    public Step with(Fault fault) {
        return new Step(answer, fault, times);
    }

    /**
     * Returns this step for several requests.
     *
     * @param times how many, 1 or more
     * @return the step
     */
    public Step times(int times) {
        return new Step(answer, fault, times);
    }

    /**
     * Parses the text form of a step. The mock, not this method, checks whether the canned answer exists.
     *
     * @param text such as {@code too-many-requests*2}
     * @return the step
     * @throws IllegalArgumentException if the text is not a step; the message says why
     */
    public static Step parse(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("A step must have at most " + MAX_TEXT + " characters, but had "
                    + text.length() + ": '" + text.substring(0, 40) + "...'");
        }
        String rest = text.strip();
        int times = 1;
        int star = rest.lastIndexOf('*');
        if (star >= 0) {
            times = number(rest.substring(star + 1), text);
            rest = rest.substring(0, star);
        }
        int plus = rest.indexOf('+');
        if (plus >= 0) {
            return new Step(rest.substring(0, plus), Fault.parse(rest.substring(plus + 1)), times);
        }
        String kind = rest.split("[@:]", 2)[0];
        return Fault.KINDS.contains(kind) ? new Step(ACCEPTED, Fault.parse(rest), times) : new Step(rest, null, times);
    }

    private static int number(String digits, String text) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' must end with a number after its '*'", e);
        }
    }

    /** Returns the text form, as {@link #parse} reads it. */
    @Override
    public String toString() {
        String text = fault == null ? answer : answer.equals(ACCEPTED) ? fault.toString() : answer + "+" + fault;
        return times == 1 ? text : text + "*" + times;
    }
}
