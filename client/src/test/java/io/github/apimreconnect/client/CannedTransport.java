package io.github.apimreconnect.client;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A transport without a network, which records the request of each subscription. */
final class CannedTransport implements HttpClient {
    final List<HttpRequest> sent = new CopyOnWriteArrayList<>();
    private final Function<HttpRequest, Mono<HttpResponse>> answer;

    CannedTransport(Function<HttpRequest, Mono<HttpResponse>> answer) {
        this.answer = answer;
    }

    static CannedTransport answering(int status, String body) {
        return new CannedTransport(request -> Mono.just(CannedResponse.of(request, status, body)));
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.defer(() -> {
            sent.add(request);
            return answer.apply(request);
        });
    }

    HttpRequest only() {
        if (sent.size() != 1) {
            throw new AssertionError("Expected one request, but there were " + sent.size());
        }
        return sent.get(0);
    }
}
