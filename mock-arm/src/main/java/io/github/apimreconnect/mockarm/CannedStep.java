package io.github.apimreconnect.mockarm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A step whose answer is a canned one, named by its text form. */
record CannedStep(String answer, @Nullable Fault fault, int times) implements Step {
    private static final int MAX_TEXT = 500;

    CannedStep {
        positive(times);
    }

    /** Throws unless a count is 1 or more. */
    static void positive(int times) {
        if (times < 1) {
            throw new IllegalArgumentException("'times' must be 1 or more, but was " + times);
        }
    }

    static CannedStep parse(String text) {
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
            return new CannedStep(rest.substring(0, plus), Fault.parse(rest.substring(plus + 1)), times);
        }
        String kind = rest.split("[@:]", 2)[0];
        return Fault.KINDS.contains(kind)
                ? new CannedStep(ACCEPTED, Fault.parse(rest), times)
                : new CannedStep(rest, null, times);
    }

    private static int number(String digits, String text) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' must end with a number after its '*'", e);
        }
    }

    @Override
    public Step with(Fault other) {
        return new CannedStep(answer, Objects.requireNonNull(other, "fault"), times);
    }

    @Override
    public Step times(int count) {
        return new CannedStep(answer, fault, count);
    }

    /** Returns the text form, as {@link Step#parse} reads it. */
    @Override
    public String toString() {
        String text = fault == null ? answer : answer.equals(ACCEPTED) ? fault.toString() : answer + "+" + fault;
        return times == 1 ? text : text + "*" + times;
    }
}
