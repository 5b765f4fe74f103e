package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.internal.journal.ShownRefusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The error that lists refused requests. */
final class Refusals {
    private static final int SHOWN = 10;

    private Refusals() {}

    /**
     * Throws if there are any.
     *
     * @param counts the number of refusals, by check
     * @param entries the entries to show refusals from
     */
    static void verifyNone(Map<String, Long> counts, List<JournalEntry> entries) {
        if (counts.isEmpty()) {
            return;
        }
        String byCheck = counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
        String shown = entries.stream()
                .filter(entry -> counts.containsKey(String.valueOf(entry.refusedBy())))
                .limit(SHOWN)
                .map(entry -> "\n" + entry.refusedBy() + ": " + ShownRefusal.of(entry))
                .collect(Collectors.joining());
        throw new AssertionError("Requests were refused: " + byCheck + shown);
    }
}
