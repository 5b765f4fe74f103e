package io.github.apimreconnect.it.load;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The sender's record of each call, by request id. As a policy, it sees every attempt. */
final class Ledger implements HttpPipelinePolicy {
    private final int round;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    Ledger(int round) {
        this.round = round;
    }

    /** Gives the call its id, and records how it ends. */
    Mono<Void> enter(int number, Mono<Void> call) {
        String id = new UUID(round, number).toString();
        Account account = new Account();
        accounts.put(id, account);
        HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, id);
        return call.doOnSuccess(done -> account.end(Sent.End.ACCEPTED))
                .doOnError(failure -> account.end(Sent.End.FAILED))
                .contextWrite(
                        context -> context.put(AddHeadersFromContextPolicy.AZURE_REQUEST_HTTP_HEADERS_KEY, headers));
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        String id = context.getHttpRequest().getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID);
        Account account = accounts.get(id);
        if (account == null) {
            return Mono.error(new AssertionError("No call has the id " + id));
        }
        account.attempt();
        return next.process().doOnError(failure -> account.cut()).doOnCancel(account::cut);
    }

    Map<String, Sent> calls() {
        return accounts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().state()));
    }
}
