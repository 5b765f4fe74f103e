package io.github.apimreconnect.it.bench.mock;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The parts to run and for how long, from the system properties that the profile passes on.
 *
 * @param only parts or contenders; empty for all
 * @param rounds measured rounds of each contender
 * @param seconds length of a round
 * @param warmUp the maximum seconds of load to warm up a server, see {@link WarmUp}
 * @param starts cold starts of each contender
 * @param bursts bursts of delayed answers, after as many for warm-up
 * @param requests requests over which the heap must stay flat
 * @param jvm JVM options of every server
 * @param folder where the report and the servers' own files go
 */
record Options(
        List<String> only,
        int rounds,
        int seconds,
        int warmUp,
        int starts,
        int bursts,
        long requests,
        List<String> jvm,
        Path folder) {
    static final int CONNECTIONS = 64;
    static final int DELAYED = 10_000;

    private static final Set<String> PARTS = Set.of("load", "cold", "embedded", "delayed", "heap", "client");
    private static final Set<String> CONTENDERS =
            Set.of("mock", "wiremock", "wiremock-bare", "mockserver", "reactor-netty", "netty");

    Options {
        for (String word : only) {
            if (!PARTS.contains(word) && !CONTENDERS.contains(word)) {
                throw new IllegalArgumentException(
                        "'bench.only' must be of " + PARTS + " and " + CONTENDERS + ", but was " + word);
            }
        }
    }

    static Options read(Path folder) {
        return new Options(
                words("bench.only", ","),
                Integer.getInteger("bench.rounds", 7),
                Integer.getInteger("bench.seconds", 4),
                Integer.getInteger("bench.warmup", 240),
                Integer.getInteger("bench.starts", 7),
                Integer.getInteger("bench.bursts", 3),
                Long.getLong("bench.requests", 5_000_000),
                words("bench.jvm", " "),
                folder);
    }

    private static List<String> words(String property, String separator) {
        String value = System.getProperty(property, "");
        return value.isBlank() ? List.of() : List.of(value.trim().split(separator + "\\s*", -1));
    }

    /** If only contenders are named, the part is {@code load}. */
    boolean part(String name) {
        return only.isEmpty()
                || only.contains(name)
                || (name.equals("load") && only.stream().noneMatch(PARTS::contains));
    }

    /** The mock is always included, as the others are compared with it. */
    boolean contender(String key) {
        return key.equals("mock") || only.contains(key) || only.stream().allMatch(PARTS::contains);
    }
}
