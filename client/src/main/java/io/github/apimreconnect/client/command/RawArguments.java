package io.github.apimreconnect.client.command;

import java.util.List;
import java.util.Map;

/**
 * The arguments before parsing, for settings needed early or when parsing fails.
 *
 * @param values the arguments
 * @param environment the process's environment variables
 */
record RawArguments(List<String> values, Map<String, String> environment) {
    /** Returns whether errors go to stdout as JSON. */
    boolean json() {
        boolean given = values.stream().anyMatch(value -> value.equals("--output") || value.startsWith("--output="));
        return given ? jsonGiven() : "json".equalsIgnoreCase(Arguments.value("--output", environment));
    }

    private boolean jsonGiven() {
        for (int i = 0; i < values.size() && !values.get(i).equals("--"); i++) {
            String value = values.get(i);
            boolean next = value.equals("--output")
                    && i + 1 < values.size()
                    && values.get(i + 1).equalsIgnoreCase("json");
            if (next || value.equalsIgnoreCase("--output=json")) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the libraries' logs are wanted, which must be known before the first logger is created. */
    boolean verbose() {
        boolean given = values.stream().anyMatch(value -> value.equals("--verbose") || value.startsWith("--verbose="));
        return given
                ? values.contains("--verbose") || values.contains("--verbose=true")
                : "true".equalsIgnoreCase(Arguments.value("--verbose", environment));
    }
}
