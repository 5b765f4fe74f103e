package io.github.apimreconnect.client.command;

import java.util.List;

/** The arguments before parsing, for settings needed early or when parsing fails. */
record RawArguments(List<String> values) {
    /** Returns whether errors go to stdout as JSON. */
    boolean json() {
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
        return values.contains("--verbose");
    }
}
