package io.github.apimreconnect.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.CoreUtils;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A response that holds its body but no connection, and whose request holds no secret: safe to keep in an error. */
final class DrainedResponse extends HttpResponse {
    // An allowlist, since callers' policies can add secrets under any name.
    private static final Set<HttpHeaderName> NOT_SECRET = Set.of(
            HttpHeaderName.ACCEPT,
            HttpHeaderName.CONTENT_LENGTH,
            HttpHeaderName.CONTENT_TYPE,
            HttpHeaderName.DATE,
            HttpHeaderName.TRACEPARENT,
            HttpHeaderName.USER_AGENT,
            HttpHeaderName.X_MS_CLIENT_REQUEST_ID);

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    DrainedResponse(HttpResponse response, byte[] body) {
        super(scrubbed(response.getRequest()));
        this.status = response.getStatusCode();
        this.headers = response.getHeaders();
        this.body = body;
    }

    private static HttpRequest scrubbed(HttpRequest request) {
        HttpHeaders kept = new HttpHeaders();
        for (HttpHeaderName name : NOT_SECRET) {
            String value = request.getHeaders().getValue(name);
            if (value != null) {
                kept.set(name, value);
            }
        }
        return new HttpRequest(request.getHttpMethod(), request.getUrl(), kept, request.getBodyAsBinaryData());
    }

    byte[] body() {
        return body;
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
        return Flux.defer(() -> Flux.just(ByteBuffer.wrap(body).asReadOnlyBuffer()));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        return Mono.fromSupplier(body::clone);
    }

    @Override
    public Mono<String> getBodyAsString() {
        return Mono.fromSupplier(() -> CoreUtils.bomAwareToString(body, headers.getValue(HttpHeaderName.CONTENT_TYPE)));
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        return Mono.fromSupplier(() -> new String(body, charset));
    }

    @Override
    public HttpResponse buffer() {
        return this;
    }

    /** Returns only the status and body length: headers may come from callers' policies and are not ours to print. */
    @Override
    public String toString() {
        return "DrainedResponse[status=" + status + ", bytes=" + body.length + "]";
    }
}
