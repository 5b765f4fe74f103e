package io.github.apimreconnect.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The transport's behavior, exchange by exchange. */
final class Script implements Function<HttpRequest, Mono<HttpResponse>> {
    private final Queue<Function<HttpRequest, Mono<HttpResponse>>> steps = new ArrayDeque<>();
    int cancelled;

    Script then(int status, String... header) {
        HttpHeaders headers = new HttpHeaders();
        for (int i = 0; i < header.length; i += 2) {
            headers.set(HttpHeaderName.fromString(header[i]), header[i + 1]);
        }
        steps.add(request -> Mono.just(new CannedResponse(request, status, headers, Flux.empty())));
        return this;
    }

    Script body(Flux<ByteBuffer> body) {
        steps.add(request -> Mono.just(new CannedResponse(request, 202, new HttpHeaders(), body)));
        return this;
    }

    Script fail(Throwable failure) {
        steps.add(request -> Mono.error(failure));
        return this;
    }

    Script never() {
        steps.add(request -> Mono.<HttpResponse>never().doOnCancel(() -> cancelled++));
        return this;
    }

    @Override
    public Mono<HttpResponse> apply(HttpRequest request) {
        Function<HttpRequest, Mono<HttpResponse>> step = steps.poll();
        return step == null ? Mono.error(new AssertionError("One exchange too many")) : step.apply(request);
    }
}
