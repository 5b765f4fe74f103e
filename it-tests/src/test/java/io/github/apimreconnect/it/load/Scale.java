package io.github.apimreconnect.it.load;

import java.time.Duration;

/**
 * How much of everything: some seconds in each build, or what {@code -Psoak} takes a quarter of an hour for.
 *
 * @param slowConnections that send a byte now and then
 * @param openConnections when the mock is told to end
 * @param days of the mock's clock
 * @param rounds of calls through faults
 * @param round the calls of one round: no more requests than the mock's journal holds
 * @param bodies of 1 MB
 * @param tokens that differ
 * @param tapped exchanges of each client that are held against the contract: all of them, unless they fill the memory
 */
record Scale(
        int slowConnections,
        int openConnections,
        int days,
        int rounds,
        Schedule round,
        int bodies,
        int tokens,
        int tapped) {
    private static final Scale SHORT =
            new Scale(100, 200, 7, 1, Schedule.of(300, Duration.ofSeconds(4)), 400, 100_000, Integer.MAX_VALUE);
    private static final Scale SOAK =
            new Scale(1_000, 5_000, 365, 35, Schedule.of(5_000, Duration.ofSeconds(12)), 5_000, 1_000_000, 500);

    static Scale current() {
        return System.getProperty("load.scale", "short").equals("soak") ? SOAK : SHORT;
    }
}
