package io.github.apimreconnect.it.load;

import java.util.Locale;

/** How much of everything: some seconds in each build, or what {@code -Psoak} takes an hour for. */
enum Scale {
    SHORT(100, 200, 1),
    SOAK(1_000, 5_000, 100);

    private final int slowConnections;
    private final int openConnections;
    private final int rounds;

    Scale(int slowConnections, int openConnections, int rounds) {
        this.slowConnections = slowConnections;
        this.openConnections = openConnections;
        this.rounds = rounds;
    }

    static Scale current() {
        return valueOf(System.getProperty("load.scale", "short").toUpperCase(Locale.ROOT));
    }

    /** Connections that send a byte now and then. */
    int slowConnections() {
        return slowConnections;
    }

    /** Connections open when the mock is told to end. */
    int openConnections() {
        return openConnections;
    }

    /** Rounds of calls through faults. */
    int rounds() {
        return rounds;
    }
}
