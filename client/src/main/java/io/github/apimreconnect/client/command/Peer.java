package io.github.apimreconnect.client.command;

/** The server that a request was for, as named on the command line. */
enum Peer {
    RESOURCE_MANAGER("", "--endpoint"),
    AUTHORITY("no token: ", "--authority");

    private final String prefix;
    private final String option;

    Peer(String prefix, String option) {
        this.prefix = prefix;
        this.option = option;
    }

    /** Returns the prefix of messages about this server. */
    String prefix() {
        return prefix;
    }

    /** Returns the option that sets its URL. */
    String option() {
        return option;
    }
}
