package io.github.apimreconnect.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.proxy.ProxyConnectException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Mono;

/**
 * The policy next to the transport. It reads every body to its end, so that the connection goes back to the pool: a
 * connection closed undrained is lost, even if the body is empty. Past {@value #MAX_BODY} bytes or the body timeout,
 * the rest is not worth reading, and the connection is closed.
 */
final class ReconnectDrainPolicy implements HttpPipelinePolicy {
    static final int MAX_BODY = 64 * 1024;

    private final Duration bodyTimeout;

    ReconnectDrainPolicy(Duration bodyTimeout) {
        this.bodyTimeout = bodyTimeout;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        IllegalArgumentException badHeader =
                RequestHeaders.refused(context.getHttpRequest().getHeaders());
        if (badHeader != null) {
            return Mono.error(badHeader);
        }
        ReconnectAttempts attempts = ReconnectAttempts.of(context);
        if (attempts != null) {
            attempts.reachTransport();
        }
        return Turn.after(next.process().flatMap(this::drainInTime))
                .onErrorMap(ReconnectDrainPolicy::asTransportFailure)
                .map(answer -> {
                    if (attempts != null) {
                        attempts.leaveTransport();
                    }
                    return answer;
                });
    }

    /** Converts failures. Given invalid HTTP, Netty's decoder throws what looks like a caller's error. */
    private static Throwable asTransportFailure(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return unchecked.getCause();
        }
        if (failure instanceof io.netty.handler.timeout.TimeoutException) {
            // One instance for the whole JVM, without a message, and not the TimeoutException that callers expect.
            return new TimeoutException("The transport's timeout elapsed").initCause(failure);
        }
        if (failure instanceof SSLException && failure.getCause() instanceof ProxyConnectException refused) {
            // TLS had begun to write before the proxy responded.
            return refused;
        }
        return failure instanceof IllegalArgumentException || failure instanceof DecoderException
                ? new IOException("The response is not valid HTTP: " + failure.getMessage(), failure)
                : failure;
    }

    private Mono<DrainedResponse> drainInTime(HttpResponse response) {
        if (response.getStatusCode() < 200) {
            // A final response may follow on this connection, and would be mistaken for the next call's.
            response.close();
            return Mono.error(
                    new IOException("The server sent " + response.getStatusCode() + " as the final response"));
        }
        if ("0".equals(response.getHeaderValue(HttpHeaderName.CONTENT_LENGTH))) {
            // The usual 202 has nothing to wait for, and setting and canceling a timer costs a tenth of a call.
            return drain(response);
        }
        return drain(response)
                .timeout(
                        bodyTimeout,
                        Mono.error(() -> new TimeoutException("The body of the " + response.getStatusCode()
                                + " response did not end within " + bodyTimeout)));
    }

    /** Drains a response; one that is already drained is returned as is. */
    static Mono<DrainedResponse> drain(HttpResponse response) {
        if (response instanceof DrainedResponse drained) {
            return Mono.just(drained);
        }
        return response.getBody()
                .scanWith(Kept::new, Kept::add)
                .takeUntil(Kept::isFull)
                .last()
                .map(kept -> new DrainedResponse(response, kept.bytes()));
    }

    /** The body so far, truncated at the limit. */
    private static final class Kept {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
        private boolean full;

        Kept add(ByteBuffer chunk) {
            byte[] part = new byte[Math.min(chunk.remaining(), MAX_BODY - bytes.size())];
            full = part.length < chunk.remaining();
            chunk.get(part);
            bytes.writeBytes(part);
            return this;
        }

        boolean isFull() {
            return full;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
