package io.github.apimreconnect.mockarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * An answer, ready to be written.
 *
 * @param status the HTTP status
 * @param headers the headers but {@code Content-Length}
 * @param body the body, empty for none
 * @param closing whether the connection ends with it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, Map<String, String> headers, byte[] body, boolean closing) {
    static final String JSON = "application/json; charset=utf-8";
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

    Reply {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static Reply json(int status, Object value) {
        try {
            return new Reply(
                    status,
                    Map.of(HttpHeaderNames.CONTENT_TYPE.toString(), JSON),
                    WRITER.writeValueAsBytes(value),
                    false);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reply text(int status, String contentType, byte[] body) {
        return new Reply(status, Map.of(HttpHeaderNames.CONTENT_TYPE.toString(), contentType), body, false);
    }

    Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body, closing);
    }

    Reply closingAfter(boolean closing) {
        return new Reply(status, headers, body, closing);
    }

    static Reply empty(int status, Map<String, String> headers) {
        return new Reply(status, headers, new byte[0], false);
    }

    Publisher<Void> send(HttpServerResponse response) {
        response.status(status);
        headers.forEach(response::header);
        response.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        if (closing) {
            response.keepAlive(false).header(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return body.length == 0 ? response.send() : response.sendByteArray(Mono.just(body));
    }
}
