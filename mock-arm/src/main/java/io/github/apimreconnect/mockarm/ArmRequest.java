package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What came, whole.
 *
 * @param arrived when the head had been read
 * @param method the method, as sent
 * @param target the request target, as sent
 * @param path the path of the target
 * @param query the query of the target, decoded
 * @param headers the headers
 * @param body the body, or as much as fits {@link #MAX_BODY}
 * @param bodyTooLarge whether there was more of it
 * @param origin what the mock calls itself, such as {@code https://localhost:8443}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ArmRequest(
        Instant arrived,
        String method,
        String target,
        ArmPath path,
        Map<String, List<String>> query,
        HttpHeaders headers,
        byte[] body,
        boolean bodyTooLarge,
        String origin) {
    static final int MAX_BODY = 1024 * 1024;
    /** Read and thrown away up to here, so that the client hears the answer; past it, the connection is cut. */
    private static final int MAX_DISCARDED = 16 * MAX_BODY;

    static Mono<ArmRequest> read(HttpServerRequest request, Instant arrived, IntFunction<String> origin) {
        return request.receive()
                .scanWith(Body::new, Body::add)
                .takeUntil(Body::isHopeless)
                .last()
                .map(body -> of(request, arrived, body, origin));
    }

    /** The request as far as it came, for one whose body did not. */
    static ArmRequest withoutBody(HttpServerRequest request, Instant arrived, IntFunction<String> origin) {
        return of(request, arrived, new Body(), origin);
    }

    private static ArmRequest of(HttpServerRequest request, Instant arrived, Body body, IntFunction<String> origin) {
        InetSocketAddress local = request.hostAddress();
        ArmPath path;
        Map<String, List<String>> query;
        try {
            path = ArmPath.of(request.uri());
            query = new QueryStringDecoder(request.uri()).parameters();
        } catch (IllegalArgumentException e) {
            path = ArmPath.UNREADABLE;
            query = Map.of();
        }
        return new ArmRequest(
                arrived,
                request.method().name(),
                request.uri(),
                path,
                query,
                request.requestHeaders(),
                body.kept.toByteArray(),
                body.size > MAX_BODY,
                origin.apply(local == null ? 0 : local.getPort()));
    }

    Optional<String> header(CharSequence name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> queryParameter(String name) {
        List<String> values = query.get(name);
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    @Nullable
    String contentType() {
        return headers.get(HttpHeaderNames.CONTENT_TYPE);
    }

    /** The body so far. */
    private static final class Body {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
        private long size;

        Body add(ByteBuf chunk) {
            byte[] part = new byte[Math.min(chunk.readableBytes(), MAX_BODY - kept.size())];
            chunk.getBytes(chunk.readerIndex(), part);
            kept.writeBytes(part);
            size += chunk.readableBytes();
            return this;
        }

        boolean isHopeless() {
            return size > MAX_DISCARDED;
        }
    }
}
