package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.internal.arm.CheckNames;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The verdict on a whole run, for CI: exact counts, and the first refusals of each check. Neither the journal's size
 * nor a reset affects it, except where stated, and its memory is bounded. Thread-safe.
 */
public final class Verdict {
    /** How many refusals of a check are kept. */
    public static final int SHOWN = 10;
    /** How many scripts that were not used up are kept. */
    public static final int SHOWN_SCRIPTS = 50;

    private static final int MAX_SCRIPT = 400;

    private final StatusCounts statuses = new StatusCounts();
    private final LongAdder requests = new LongAdder();
    private final Map<String, CheckTally> tallies = new ConcurrentHashMap<>();
    private final List<String> scripts = new ArrayList<>();
    private long unusedScripts;

    /** Counts a request that no check refused. */
    public void passed(RecordedRequest request, String lastCheck) {
        count(request);
        tally(lastCheck).stop();
    }

    /** Counts a request that a check refused. */
    public void refused(RecordedRequest request, String check) {
        count(request);
        tally(check).stop();
        tally(check).refuse(request);
    }

    /** Counts a failure of the mock itself on a request that could not even be recorded. */
    public void failedUnrecorded() {
        requests.increment();
        tally(CheckNames.INTERNAL_ERROR).refuse();
    }

    /** Called when the mock is reset: {@link #refusalsSinceReset} begins at none. */
    public void reset() {
        tallies.values().forEach(CheckTally::mark);
    }

    /** Returns the number of refused requests since the last reset, by check. */
    public Map<String, Long> refusalsSinceReset() {
        Map<String, Long> refusals = new TreeMap<>();
        tallies.forEach((check, tally) -> {
            if (!check.equals(CheckNames.INTERNAL_ERROR) && tally.refusedSinceMark() > 0) {
                refusals.put(check, tally.refusedSinceMark());
            }
        });
        return refusals;
    }

    /** Counts scripts that were not used up. */
    public synchronized void unused(List<String> texts) {
        unusedScripts += texts.size();
        for (String text : texts) {
            if (scripts.size() < SHOWN_SCRIPTS) {
                scripts.add(VisibleText.of(text, MAX_SCRIPT));
            }
        }
    }

    private void count(RecordedRequest request) {
        requests.increment();
        statuses.count(request.status());
    }

    private CheckTally tally(String check) {
        CheckTally tally = tallies.get(check);
        return tally != null ? tally : tallies.computeIfAbsent(check, name -> new CheckTally());
    }

    /** Returns the number of requests, without those to the admin API. */
    public long requests() {
        return requests.sum();
    }

    /** Returns the requests by the status of their response. */
    public Map<Integer, Long> statuses() {
        return statuses.sums();
    }

    /** Returns the results of the checks of the request path, in order, and then of the token endpoint. */
    public List<CheckResult> checks() {
        List<String> names = new ArrayList<>(CheckNames.IN_ORDER);
        names.add(CheckNames.TOKEN_REQUEST);
        List<CheckResult> results = new ArrayList<>();
        for (String name : names) {
            results.add(result(name, reached(name)));
        }
        tallies.keySet().stream()
                .filter(name -> !names.contains(name) && !name.equals(CheckNames.INTERNAL_ERROR))
                .sorted()
                .forEach(name -> results.add(result(name, true)));
        return results;
    }

    /** Returns the requests on which the mock itself failed. */
    public CheckResult internalErrors() {
        return result(CheckNames.INTERNAL_ERROR, requests() > 0);
    }

    private CheckResult result(String check, boolean reached) {
        CheckTally tally = tally(check);
        return new CheckResult(check, reached, tally.refused(), tally.first());
    }

    /** Returns whether a request got as far as a check, which may have refused it. */
    private boolean reached(String check) {
        if (check.equals(CheckNames.HTTP)) {
            return requests() > 0;
        }
        int place = CheckNames.IN_ORDER.indexOf(check);
        List<String> from = place < 0 ? List.of(check) : CheckNames.IN_ORDER.subList(place, CheckNames.IN_ORDER.size());
        return from.stream().anyMatch(name -> tally(name).stopped() > 0);
    }

    /** Returns the number of refused requests; failures of the mock itself are not refusals. */
    public long refusals() {
        return checks().stream().mapToLong(CheckResult::refused).sum();
    }

    /** Returns the number of scripts that were not used up when the mock was reset or ended. */
    public synchronized long unusedScripts() {
        return unusedScripts;
    }

    /** Returns the first of them, as text. */
    public synchronized List<String> firstUnusedScripts() {
        return List.copyOf(scripts);
    }
}
