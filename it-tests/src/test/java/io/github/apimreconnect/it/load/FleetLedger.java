package io.github.apimreconnect.it.load;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.mockarm.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * The sender's record of a fleet: its calls by the number of the backend, its outcomes and their numbers. As a policy,
 * it sees every attempt.
 */
final class FleetLedger implements HttpPipelinePolicy {
    private static final Pattern BACKEND = Pattern.compile("/backends/b([0-9]+)/");

    private final List<Account> accounts;
    private final AtomicIntegerArray outcomes;
    private final AtomicIntegerArray attempts;
    private final AtomicIntegerArray numbers;

    FleetLedger(int backends) {
        accounts = Stream.generate(Account::new).limit(backends).toList();
        outcomes = new AtomicIntegerArray(backends);
        attempts = new AtomicIntegerArray(backends);
        numbers = new AtomicIntegerArray(backends);
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        String path = context.getHttpRequest().getUrl().getPath();
        Matcher backend = BACKEND.matcher(path);
        if (!backend.find()) {
            return Mono.error(new AssertionError("Not a backend of the fleet: " + path));
        }
        Account account = accounts.get(Integer.parseInt(backend.group(1)));
        account.attempt();
        return next.process().doOnError(failure -> account.cut()).doOnCancel(account::cut);
    }

    void ended(FleetOutcome outcome) {
        int backend = FleetIds.number(outcome.backend().backend());
        outcomes.incrementAndGet(backend);
        attempts.addAndGet(backend, outcome.attempts());
        numbers.incrementAndGet((int) outcome.number() - 1);
        boolean accepted = outcome.kind() == FleetOutcome.Kind.ACCEPTED;
        accounts.get(backend).end(accepted ? Sent.End.ACCEPTED : Sent.End.FAILED);
    }

    /** Returns the backends that do not have one outcome with the number of attempts that were sent. */
    List<String> miscounted() {
        List<String> miscounted = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            int sent = accounts.get(i).state().attempts();
            if (outcomes.get(i) != 1 || numbers.get(i) != 1 || attempts.get(i) != sent) {
                miscounted.add("backend %d has %d outcomes of %d attempts, and sent %d; number %d was given %d times"
                        .formatted(i, outcomes.get(i), attempts.get(i), sent, i + 1, numbers.get(i)));
            }
        }
        return miscounted;
    }

    Reconciliation against(List<JournalEntry> journal) {
        Map<String, Sent> calls = new HashMap<>();
        IntStream.range(0, accounts.size())
                .forEach(i -> calls.put("b" + i, accounts.get(i).state()));
        return Reconciliation.of(
                calls,
                journal.stream()
                        .map(entry -> new Heard(entry.backend(), entry.status()))
                        .toList());
    }
}
