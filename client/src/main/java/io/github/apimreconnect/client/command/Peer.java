package io.github.apimreconnect.client.command;

/** The server that a request was for, in the words of the command line. */
enum Peer {
    RESOURCE_MANAGER("", "--endpoint"),
    AUTHORITY("no token: ", "--authority");

    private final String prefix;
    private final String option;

    Peer(String prefix, String option) {
        this.prefix = prefix;
        this.option = option;
    }

    /** What messages about it begin with. */
    String prefix() {
        return prefix;
    }

    /** The option that moves it. */
    String option() {
        return option;
    }
}
