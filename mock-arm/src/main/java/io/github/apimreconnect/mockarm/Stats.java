package io.github.apimreconnect.mockarm;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts of what came and how it was answered. */
final class Stats {
    private static final int MAX_NAMES = 1000;
    private static final int STATUSES = 600;

    private final LongAdder[] statuses =
            Stream.generate(LongAdder::new).limit(STATUSES).toArray(LongAdder[]::new);
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> scripted = new ConcurrentHashMap<>();

    void count(JournalEntry entry) {
        statuses[entry.status()].increment();
        String check = entry.refusedBy();
        if (check != null) {
            refusals.computeIfAbsent(check, name -> new LongAdder()).increment();
        }
        Step step = entry.scripted();
        if (step != null) {
            String text = step.times(1).toString();
            // A caller can make up any number of delays.
            String name = scripted.size() < MAX_NAMES || scripted.containsKey(text) ? text : "others";
            scripted.computeIfAbsent(name, unused -> new LongAdder()).increment();
        }
    }

    Map<Integer, Long> statuses() {
        Map<Integer, Long> sums = new TreeMap<>();
        for (int status = 0; status < STATUSES; status++) {
            if (statuses[status].sum() > 0) {
                sums.put(status, statuses[status].sum());
            }
        }
        return sums;
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
        for (LongAdder status : statuses) {
            status.reset();
        }
        refusals.clear();
        scripted.clear();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.put(key, count.sum()));
        return sums;
    }
}
