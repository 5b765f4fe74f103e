package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came, whole.
 *
 * @param arrived when the head had been read, on the mock's clock
 * @param method the method, as sent
 * @param target the request target, as sent
 * @param path the path of the target
 * @param query the query of the target, as sent, empty if there is none
 * @param headers the headers
 * @param headSize how many bytes the head had
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
        String query,
        HttpHeaders headers,
        int headSize,
        byte[] body,
        boolean bodyTooLarge,
        String origin) {
    static final int MAX_BODY = 1024 * 1024;

    static ArmRequest of(Instant arrived, HttpRequest head, byte[] body, boolean bodyTooLarge, String origin) {
        String target = head.uri();
        String path = path(target);
        int question = path.indexOf('?');
        String query = question < 0 ? "" : path.substring(question + 1);
        return new ArmRequest(
                arrived,
                head.method().name(),
                target,
                read(question < 0 ? path : path.substring(0, question), query),
                query,
                head.headers(),
                head.decoderResult() instanceof HttpMessageDecoderResult size ? size.totalSize() : 0,
                body,
                bodyTooLarge,
                origin);
    }

    /** The target without scheme and authority: proxies send it in absolute form. */
    private static String path(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        int scheme = target.indexOf("://");
        int slash = scheme < 0 ? -1 : target.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static ArmPath read(String path, String query) {
        try {
            if (query.indexOf('%') >= 0) {
                Query.all(query);
            }
            return ArmPath.of(path);
        } catch (IllegalArgumentException e) {
            return ArmPath.UNREADABLE;
        }
    }

    Optional<String> header(CharSequence name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A value of the query, or null; never one of an unreadable query. */
    @Nullable
    String queryParameter(String name) {
        return query.isEmpty() || path.equals(ArmPath.UNREADABLE) ? null : Query.value(query, name);
    }
}
