package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request and its answer, without its secrets. */
public final class JournalEntry {
    static final AsciiString CLIENT_REQUEST_ID = AsciiString.cached("x-ms-client-request-id");

    private static final byte[] MASKED = Secrets.MASK.getBytes(StandardCharsets.US_ASCII);

    private final Instant arrived;
    private final long arrivedNanos = System.nanoTime();
    private final String method;
    private final String target;
    private final HttpHeaders headers;
    private final int headSize;
    private final byte[] body;
    private final Reply reply;
    private final Step step;
    private final @Nullable RefusedException refused;
    private volatile Outcome outcome = Outcome.PENDING;
    private volatile long tookNanos;

    /** How the answer to a request ended. */
    public enum Outcome {
        /** It is on its way. */
        PENDING,
        /** It was written to the connection whole. */
        SENT,
        /** A fault cut it. */
        CUT,
        /** A fault stopped it, and the connection stays open. */
        STALLED,
        /** The connection ended before it was written. */
        ABANDONED
    }

    JournalEntry(ArmRequest request, Reply reply, Step step, @Nullable RefusedException refused) {
        this.arrived = request.arrived();
        this.method = request.method();
        this.target = Secrets.maskTarget(request.target());
        this.headers = request.headers();
        this.headSize = request.headSize();
        // Only what is meant for ARM is shown: a token request can miss its endpoint by a slash.
        this.body = request.body().length == 0 || request.path().isBelowSubscription() ? request.body() : MASKED;
        this.reply = reply;
        this.step = step;
        this.refused = refused;
        if (headers.contains(HttpHeaderNames.AUTHORIZATION)) {
            // Nobody else needs it any more, and it is long.
            headers.set(HttpHeaderNames.AUTHORIZATION, Secrets.MASK);
        }
    }

    /** Notes how it ended; what comes of the connection after that says nothing of the answer. */
    void ended(Outcome how) {
        if (outcome == Outcome.PENDING) {
            tookNanos = System.nanoTime() - arrivedNanos;
            outcome = how;
        }
    }

    /**
     * Returns when the request came.
     *
     * @return the time, on the mock's clock
     */
    public Instant arrived() {
        return arrived;
    }

    /**
     * Returns the method.
     *
     * @return the method, as sent; {@code -} where the request was unreadable
     */
    public String method() {
        return method;
    }

    /**
     * Returns the path and the query.
     *
     * @return the request target, as sent, but for secrets in its query
     */
    public String target() {
        return target;
    }

    /**
     * Returns the headers of the request. Those whose names speak of tokens, keys, cookies and the like are masked; the
     * values of a repeated header are joined by commas.
     *
     * @return the headers by name, in any case
     */
    public Map<String, String> headers() {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(header -> all.merge(
                header.getKey(),
                Secrets.maskHeader(header.getKey(), header.getValue()),
                (a, b) -> a.equals(Secrets.MASK) ? a : a + ", " + b));
        return Collections.unmodifiableMap(all);
    }

    /**
     * Returns the body, as UTF-8, up to 1 MiB; masked where the path is not below a subscription, as for tokens.
     *
     * @return the body, empty if there was none
     */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Returns the id that the caller gave the request, in {@code x-ms-client-request-id}.
     *
     * @return the id, or null
     */
    public @Nullable String clientRequestId() {
        return headers.get(CLIENT_REQUEST_ID);
    }

    /**
     * Returns the backend that the path names.
     *
     * @return the name, decoded, or empty if the path names none
     */
    public String backend() {
        try {
            return ArmPath.of(target.split("\\?", 2)[0]).backend();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Returns the status of the answer.
     *
     * @return the HTTP status
     */
    public int status() {
        return reply.status();
    }

    /**
     * Returns {@code x-ms-request-id} of the answer.
     *
     * @return the request id, or null where the answer has none
     */
    public @Nullable String requestId() {
        return reply.requestId();
    }

    /**
     * Returns which check refused the request.
     *
     * @return the check, such as {@code api-version}, or null if none did
     */
    public @Nullable String refusedBy() {
        return refused == null ? null : refused.check();
    }

    /**
     * Returns why the request was refused: what was expected, what was found, and what relaxes the check.
     *
     * @return the reason, or null if it was not refused
     */
    public @Nullable String reason() {
        return refused == null ? null : refused.reason();
    }

    /**
     * Returns what was scripted for the request, or struck it at random.
     *
     * @return the step, or null for a request that was answered as it came
     */
    public @Nullable Step scripted() {
        return step.equals(Step.PLAIN) ? null : step;
    }

    /**
     * Returns how the answer ended. The entry is there before the answer is, so this changes once.
     *
     * @return the outcome so far
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Returns how long it took from the end of the request to the end of the answer, in real time.
     *
     * @return the time, or null while the answer is on its way
     */
    public @Nullable Duration took() {
        return outcome == Outcome.PENDING ? null : Duration.ofNanos(tookNanos);
    }

    /** About how many bytes it holds in memory. */
    int weight() {
        return 1024 + 2 * headSize + body.length;
    }

    @Override
    public String toString() {
        return method + " " + target + " -> " + reply.status() + (refused == null ? "" : " (" + refused.check() + ")");
    }
}
