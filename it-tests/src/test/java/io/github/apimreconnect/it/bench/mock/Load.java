package io.github.apimreconnect.it.bench.mock;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * The result of one run of the generator.
 *
 * @param requests the number of requests answered with 202
 * @param nanos from the first request to the last answer
 * @param cpuNanos CPU time of the generator
 * @param leastNanos the shortest time from request to answer
 * @param medianNanos likewise
 * @param p99Nanos likewise
 * @param mostNanos likewise
 */
record Load(
        long requests, long nanos, long cpuNanos, long leastNanos, long medianNanos, long p99Nanos, long mostNanos) {
    static Load of(Histogram latencies, long nanos, long cpuNanos) {
        return new Load(
                latencies.getTotalCount(),
                nanos,
                cpuNanos,
                latencies.getMinValue(),
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                latencies.getMaxValue());
    }

    double perSecond() {
        return requests * 1e9 / nanos;
    }

    double cpuMicrosPerRequest() {
        return cpuNanos / 1e3 / requests;
    }

    /** Formats the result for the generator's standard output. */
    String line() {
        return LongStream.of(requests, nanos, cpuNanos, leastNanos, medianNanos, p99Nanos, mostNanos)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    static Load parse(String line) {
        long[] values =
                Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new Load(values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
    }
}
