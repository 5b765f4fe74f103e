package io.github.apimreconnect.it.load;

import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmBuilder;
import io.github.apimreconnect.mockarm.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** The first attempt of a call and its retries by default. */
    private static final int ATTEMPTS = 5;

    private RandomFaults() {}

    /** Returns how many calls had every attempt struck by something other than a delay. */
    static long struckEachTime(List<JournalEntry> entries) {
        return entries.stream()
                .filter(entry -> fails(entry.scripted()))
                .collect(Collectors.groupingBy(entry -> String.valueOf(entry.clientRequestId()), Collectors.counting()))
                .values()
                .stream()
                .filter(struck -> struck == ATTEMPTS)
                .count();
    }

    private static boolean fails(@Nullable Step struck) {
        return struck != null
                && !(struck.answer().equals(Step.ACCEPTED)
                        && (struck.fault() instanceof Fault.Delay || struck.fault() instanceof Fault.SlowBody));
    }

    static MockArmBuilder mock(double rate, long seed) {
        return MockArm.builder().journal(Rounds.JOURNAL).randomFaults(rate, seed, KINDS);
    }
}
