package io.github.apimreconnect.it.load;

import java.time.Duration;

/**
 * The size of the load tests: seconds in a normal build, or a quarter of an hour with {@code -Psoak}.
 *
 * @param slowConnections connections that occasionally send a byte
 * @param openConnections open connections when the mock is terminated
 * @param days the days of the mock's clock to simulate
 * @param rounds the rounds of calls through faults
 * @param round the calls per round: no more requests than the mock's journal holds
 * @param bodies the number of bodies of 1 MB
 * @param tokens the number of distinct tokens
 * @param tapped the maximum exchanges per client to check against the contract; more would fill the memory
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
