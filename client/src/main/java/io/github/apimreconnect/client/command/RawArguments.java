package io.github.apimreconnect.client.command;

import java.util.List;

/** What must be known of the arguments before they are parsed, and even if they cannot be. */
record RawArguments(List<String> values) {
    /** Whether errors go to stdout as JSON. */
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

    /** Whether the libraries' logs are wanted, which must be known before the first logger is made. */
    boolean verbose() {
        return values.contains("--verbose");
    }
}
