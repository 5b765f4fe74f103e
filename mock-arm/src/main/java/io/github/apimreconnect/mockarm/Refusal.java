package io.github.apimreconnect.mockarm;

import java.util.Map;

/**
 * A request refused by a check.
 *
 * @param check the check
 * @param reason what was expected, what was found, and the switch that relaxes the check
 * @param reply the answer, in ARM's words; the reason goes with it in a header
 */
record Refusal(String check, String reason, Reply reply) {
    /** The header of a refusal that says why, in the mock's words rather than ARM's. */
    static final String HINT = "x-mock-hint";

    Refusal {
        reply = reply.with(Map.of(HINT, headerText(check + ": " + reason)));
    }

    /** Header values are printable ASCII; callers' values can be anything. */
    private static String headerText(String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7E]", "?");
        return ascii.length() > 500 ? ascii.substring(0, 500) + "..." : ascii;
    }
}
