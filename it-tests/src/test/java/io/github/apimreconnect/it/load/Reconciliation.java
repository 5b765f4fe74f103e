package io.github.apimreconnect.it.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A comparison of the requests sent and received, in both directions.
 *
 * @param calls the number of calls
 * @param accepted the calls that succeeded
 * @param attempts the requests that the calls sent
 * @param cut the attempts without a complete answer
 * @param heard the requests in the journal
 * @param differences what only one side knows; empty if both agree
 */
record Reconciliation(long calls, long accepted, long attempts, long cut, long heard, List<String> differences) {
    static final Reconciliation NOTHING = new Reconciliation(0, 0, 0, 0, 0, List.of());

    static Reconciliation of(Map<String, Sent> sent, List<Heard> journal) {
        Map<String, List<Heard>> heard = journal.stream().collect(Collectors.groupingBy(Heard::id));
        List<String> differences = new ArrayList<>();
        heard.keySet().stream()
                .filter(id -> !sent.containsKey(id))
                .forEach(id -> differences.add(id + " was heard and never sent"));
        sent.forEach((id, call) -> compare(id, call, heard.getOrDefault(id, List.of()), differences));
        return new Reconciliation(
                sent.size(),
                sent.values().stream()
                        .filter(call -> call.end() == Sent.End.ACCEPTED)
                        .count(),
                sent.values().stream().mapToLong(Sent::attempts).sum(),
                sent.values().stream().mapToLong(Sent::cut).sum(),
                journal.size(),
                List.copyOf(differences));
    }

    private static void compare(String id, Sent call, List<Heard> heard, List<String> differences) {
        if (call.end() == Sent.End.NONE) {
            differences.add(id + " never ended");
        }
        if (call.end() == Sent.End.ACCEPTED && heard.stream().noneMatch(entry -> entry.status() == 202)) {
            differences.add(id + " ended well and was not accepted");
        }
        if (heard.size() > call.attempts()) {
            differences.add(id + " was sent " + call.attempts() + " times and heard " + heard.size() + " times");
        }
        if (heard.size() < call.attempts() - call.cut()) {
            differences.add(id + " was answered " + (call.attempts() - call.cut()) + " times and heard " + heard.size()
                    + " times");
        }
    }

    Reconciliation plus(Reconciliation other) {
        List<String> all = new ArrayList<>(differences);
        all.addAll(other.differences);
        return new Reconciliation(
                calls + other.calls,
                accepted + other.accepted,
                attempts + other.attempts,
                cut + other.cut,
                heard + other.heard,
                List.copyOf(all));
    }
}
