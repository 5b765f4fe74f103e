package io.github.apimreconnect.mockarm;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of what came and how it was answered. */
final class Stats {
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> scripted = new ConcurrentHashMap<>();

    void count(JournalEntry entry) {
        statuses.computeIfAbsent(entry.status(), status -> new LongAdder()).increment();
        String check = entry.refusedBy();
        if (check != null) {
            refusals.computeIfAbsent(check, name -> new LongAdder()).increment();
        }
        Step step = entry.scripted();
        if (step != null) {
            scripted.computeIfAbsent(step.times(1).toString(), name -> new LongAdder())
                    .increment();
        }
    }

    Map<Integer, Long> statuses() {
        return sums(statuses);
    }

    /** By the check that refused. */
    Map<String, Long> refusals() {
        return sums(refusals);
    }

    /** By the step's text. */
    Map<String, Long> scripted() {
        return sums(scripted);
    }

    void clear() {
        statuses.clear();
        refusals.clear();
        scripted.clear();
    }

    private static <K extends Comparable<K>> Map<K, Long> sums(Map<K, LongAdder> counts) {
        Map<K, Long> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.put(key, count.sum()));
        return sums;
    }
}
