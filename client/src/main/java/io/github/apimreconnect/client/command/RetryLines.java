package io.github.apimreconnect.client.command;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Prints a line for each failed attempt that is retried. The line is held back until the next attempt begins or the
 * wait for it has lasted two seconds, since {@link Report} prints the last failure.
 */
final class RetryLines implements HttpPipelinePolicy {
    private static final int HOLD_SECONDS = 2;
    private static final int UNAUTHORIZED = 401;

    private final PrintWriter err;
    private final Peer peer;
    private final int most;
    private final Scheduler timer;
    private final AtomicReference<@Nullable Held> held = new AtomicReference<>();
    private volatile int begun;
    private volatile boolean challenged;

    /** A line waiting to be printed, and the URL it is about. */
    private record Held(String url, String line) {}

    /**
     * Creates the policy for one call.
     *
     * @param most the maximum number of attempts
     */
    RetryLines(PrintWriter err, Peer peer, int most, Scheduler timer) {
        this.err = err;
        this.peer = peer;
        this.most = most;
        this.timer = timer;
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
        return HttpPipelinePosition.PER_RETRY;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        String url = url(context);
        begin(url);
        Mono<HttpResponse> exchange = next.process().doOnError(e -> failed(url, FailureText.of(e)));
        return exchange.flatMap(answer -> answered(url, answer));
    }

    /** Azure Identity sends synchronously. Its responses are left unread, since they contain tokens. */
    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        String url = url(context);
        begin(url);
        try {
            HttpResponse answer = next.processSync();
            if (answer.getStatusCode() >= 400) {
                failed(url, FailureText.of(answer.getStatusCode()));
            }
            return answer;
        } catch (RuntimeException e) {
            failed(url, FailureText.of(e));
            throw e;
        }
    }

    /** Returns whether a request has been sent. */
    boolean sent() {
        return begun > 0;
    }

    /** Drops the held line, since the call has ended. */
    void stop() {
        held.set(null);
    }

    private static String url(HttpPipelineCallContext context) {
        return context.getHttpRequest().getUrl().toString();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // a call's attempts run one after another
    private void begin(String url) {
        // The response to a challenge is part of the same attempt.
        begun += challenged ? 0 : 1;
        challenged = false;
        Held before = held.getAndSet(null);
        if (before != null && before.url().equals(url)) {
            print(before);
        }
    }

    private Mono<HttpResponse> answered(String url, HttpResponse answer) {
        if (answer.getStatusCode() < 400) {
            return Mono.just(answer);
        }
        challenged = answer.getStatusCode() == UNAUTHORIZED;
        if (peer == Peer.AUTHORITY) {
            failed(url, FailureText.of(answer.getStatusCode()));
            return Mono.just(answer);
        }
        // The library has drained it, so the body is in memory and can be read again.
        return answer.getBodyAsString().defaultIfEmpty("").map(body -> {
            failed(
                    url,
                    FailureText.of(answer.getStatusCode(), body, answer.getHeaderValue(HttpHeaderName.RETRY_AFTER)));
            return answer;
        });
    }

    private void failed(String url, String failure) {
        String attempt = peer == Peer.AUTHORITY ? "token request" : "attempt " + begun + " of " + most;
        Held line = new Held(url, "apim-reconnect: " + attempt + " failed: " + failure + "; trying again");
        held.set(line);
        if (peer == Peer.RESOURCE_MANAGER) {
            timer.schedule(
                    () -> {
                        if (held.compareAndSet(line, null)) {
                            print(line);
                        }
                    },
                    HOLD_SECONDS,
                    TimeUnit.SECONDS);
        }
    }

    private void print(Held line) {
        err.println(line.line());
        err.flush();
    }
}
