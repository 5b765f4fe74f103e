package io.github.apimreconnect.it.load;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmBuilder;
import io.github.apimreconnect.mockarm.Step;
import java.util.List;
import java.util.stream.Stream;

/** A mock with random faults: all that end within the answer they hit, and the transient answers. */
final class RandomFaults {
    private static final List<Step> KINDS = Stream.of(
                    "delay:lognormal(20ms,1.0)",
                    "reset",
                    "reset@in-head",
                    "reset@in-body",
                    "stall",
                    "stall@in-body",
                    "truncate@before-answer",
                    "truncate@in-head",
                    "truncate",
                    "slow-body:1ms",
                    "garbage",
                    "bad-gateway-html",
                    "no-answer",
                    "provider-throttled",
                    "management-api-timed-out",
                    "concurrency-conflict",
                    "internal-server-error",
                    "gateway-timeout+delay:1ms..50ms")
            .map(Step::parse)
            .toList();

    private RandomFaults() {}

    static MockArmBuilder mock(double rate, long seed) {
        return MockArm.builder().journal(Rounds.JOURNAL).randomFaults(rate, seed, KINDS);
    }
}
