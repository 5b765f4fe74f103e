package io.github.apimreconnect.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A response that records how its body was used. */
final class CannedResponse extends HttpResponse {
    final AtomicInteger drained = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();
    private final int status;
    private final HttpHeaders headers;
    private final Flux<ByteBuffer> body;

    CannedResponse(HttpRequest request, int status, HttpHeaders headers, Flux<ByteBuffer> body) {
        super(request);
        this.status = status;
        this.headers = headers;
        this.body = body.doOnComplete(drained::incrementAndGet).doOnCancel(cancelled::incrementAndGet);
    }

    static CannedResponse of(HttpRequest request, int status, String body) {
        HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.X_MS_REQUEST_ID, "request-1");
        return new CannedResponse(request, status, headers, Flux.just(bytes(body)));
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    @Deprecated
    public @Nullable String getHeaderValue(String name) {
        return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
        return body;
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        throw new AssertionError("Only the bounded way of reading is expected");
    }

    @Override
    public Mono<String> getBodyAsString() {
        throw new AssertionError("Only the bounded way of reading is expected");
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        throw new AssertionError("Only the bounded way of reading is expected");
    }
}
