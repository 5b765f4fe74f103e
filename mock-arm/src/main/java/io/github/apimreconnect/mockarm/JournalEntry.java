package io.github.apimreconnect.mockarm;

import io.netty.util.AsciiString;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer, without its secrets. */
public final class JournalEntry {
    static final AsciiString CLIENT_REQUEST_ID = AsciiString.cached("x-ms-client-request-id");

    private static final byte[] NO_ID = new byte[0];
    private static final int OBJECTS = 300;
    /** A step that came with the request, with its fault. */
    private static final int STEP = 200;

    /** When it came: parts rather than an Instant, as each object kept costs the garbage collector. */
    private final long arrivedSecond;

    private final int arrivedNano;
    private final long arrivedNanos = System.nanoTime();
    private final PackedRequest request;
    private final int status;
    private final Step step;
    private final @Nullable String check;
    private final @Nullable String reason;
    private volatile Outcome outcome = Outcome.PENDING;
    private volatile long tookNanos;
    /** Set once, under the journal's lock, before anybody else has the entry. */
    private long number;

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
        Instant arrived = request.arrived();
        this.arrivedSecond = arrived.getEpochSecond();
        this.arrivedNano = arrived.getNano();
        this.request = PackedRequest.of(
                request, reply.stamp() == null ? NO_ID : reply.stamp().id());
        this.status = reply.status();
        this.step = step;
        this.check = refused == null ? null : refused.check();
        this.reason = refused == null ? null : refused.reason();
    }

    void number(long place) {
        number = place;
    }

    long arrivedSecond() {
        return arrivedSecond;
    }

    int arrivedNano() {
        return arrivedNano;
    }

    /** When it came, in microseconds, rounded up. */
    long arrivedMicros() {
        return arrivedSecond * 1_000_000 + (arrivedNano + 999) / 1000;
    }

    /** What stays of an accepted reconnect when the journal has dropped the request: see {@link Reconnects}. */
    byte[] pathAndRequestId() {
        return request.pathAndRequestId();
    }

    /** Notes how it ended; what comes of the connection after that says nothing of the answer. */
    void ended(Outcome how) {
        if (outcome == Outcome.PENDING) {
            tookNanos = System.nanoTime() - arrivedNanos;
            outcome = how;
        }
    }

    /**
     * Returns the place of the request in the journal.
     *
     * @return 1 for the first since the mock started or was last reset, then 2, 3, and so on; never changes
     */
    public long number() {
        return number;
    }

    /**
     * Returns when the request came.
     *
     * @return the time, on the mock's clock
     */
    public Instant arrived() {
        return Instant.ofEpochSecond(arrivedSecond, arrivedNano);
    }

    /**
     * Returns the method.
     *
     * @return the method, as sent; {@code -} where the request was unreadable
     */
    public String method() {
        return request.method();
    }

    /**
     * Returns the path and the query.
     *
     * @return the request target, as sent, but for secrets in its query
     */
    public String target() {
        return request.target();
    }

    /**
     * Returns the headers of the request. Those whose names speak of tokens, keys, cookies and the like are masked; the
     * values of a repeated header are joined by commas.
     *
     * @return the headers by name, in any case
     */
    public Map<String, String> headers() {
        return request.headers();
    }

    /**
     * Returns the body, as UTF-8, up to 1 MiB; masked where the path is not below a subscription, as for tokens.
     *
     * @return the body, empty if there was none
     */
    public String body() {
        return request.body();
    }

    /**
     * Returns the id that the caller gave the request, in {@code x-ms-client-request-id}.
     *
     * @return the id, or null
     */
    public @Nullable String clientRequestId() {
        return request.header(CLIENT_REQUEST_ID);
    }

    /**
     * Returns the backend that the path names.
     *
     * @return the name, decoded, or empty if the path names none
     */
    public String backend() {
        try {
            return ArmRequest.pathOf(target()).backend();
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
        return status;
    }

    /**
     * Returns {@code x-ms-request-id} of the answer.
     *
     * @return the request id, or null where the answer has none
     */
    public @Nullable String requestId() {
        return request.requestId();
    }

    /**
     * Returns which check refused the request.
     *
     * @return the check, such as {@code api-version}, or null if none did
     */
    public @Nullable String refusedBy() {
        return check;
    }

    /**
     * Returns why the request was refused: what was expected, what was found, and what relaxes the check.
     *
     * @return the reason, up to some 1,000 characters, or null if it was not refused
     */
    public @Nullable String reason() {
        return reason;
    }

    /**
     * Returns what was scripted for the request, or struck it at random.
     *
     * @return the step, or null for a request that was answered as it came
     */
    public @Nullable Step scripted() {
        return step.isPlain() ? null : step;
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
        int texts = (reason == null ? 0 : 2 * reason.length())
                + (step.isPlain() ? 0 : STEP + 2 * step.answer().length());
        return OBJECTS + request.size() + texts;
    }

    int headSize() {
        return request.headSize();
    }

    /** A length that no name in the path is above. */
    int longestName() {
        return request.longestSegment();
    }

    @Override
    public String toString() {
        return method() + " " + target() + " -> " + status + (check == null ? "" : " (" + check + ")");
    }
}
