package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.Step;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of requests by status, refusal and scripted step, which outlast the journal. */
public final class Stats {
    private static final int MAX_NAMES = 1000;

    private final StatusCounts statuses = new StatusCounts();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> scripted = new ConcurrentHashMap<>();

    private final LongAdder dropped = new LongAdder();

    /**
     * Counts a request.
     *
     * @param entry the request
     * @param droppedForIt how many requests the journal dropped for it
     */
    void count(JournalEntry entry, int droppedForIt) {
        if (droppedForIt > 0) {
            dropped.add(droppedForIt);
        }
        statuses.count(entry.status());
        String check = entry.refusedBy();
        if (check != null) {
            refusals.computeIfAbsent(check, name -> new LongAdder()).increment();
        }
        Step step = entry.scripted();
        if (step != null) {
            String text = step.times(1).toString();
            // Bounded: a caller can make up any number of delays.
            String name = scripted.size() < MAX_NAMES || scripted.containsKey(text) ? text : "others";
            scripted.computeIfAbsent(name, unused -> new LongAdder()).increment();
        }
    }

    /** Returns how many requests the journal has dropped. */
    public long dropped() {
        return dropped.sum();
    }

    public Map<Integer, Long> statuses() {
        return statuses.sums();
    }

    /** Returns the refusals by check. */
    public Map<String, Long> refusals() {
        return sums(refusals);
    }

    /** Returns the scripted steps by their text. */
    public Map<String, Long> scripted() {
        return sums(scripted);
    }

    void clear() {
        dropped.reset();
        statuses.clear();
        refusals.clear();
        scripted.clear();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.put(key, count.sum()));
        return sums;
    }
}
