package io.github.apimreconnect.mockarm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request and its answer, without its secrets. */
public final class JournalEntry {
    private static final String MASK = "***";
    private static final Pattern SECRET_HEADER =
            Pattern.compile("auth|cookie|token|secret|password|signature|key", Pattern.CASE_INSENSITIVE);

    private final Instant arrived;
    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final String body;
    private final int status;
    private final Map<String, String> replyHeaders;
    private final @Nullable Refusal refusal;

    private JournalEntry(ArmRequest request, String body, Reply reply, @Nullable Refusal refusal) {
        this.arrived = request.arrived();
        this.method = request.method();
        this.target = request.target();
        this.headers = headers(request);
        this.body = body;
        this.status = reply.status();
        this.replyHeaders = reply.headers();
        this.refusal = refusal;
    }

    static JournalEntry of(ArmRequest request, Reply reply, @Nullable Refusal refusal) {
        return new JournalEntry(request, body(request), reply, refusal);
    }

    /** Only what is meant for ARM is shown: a token request can miss its endpoint by a slash. */
    private static String body(ArmRequest request) {
        boolean shown = request.body().length == 0 || request.path().isBelowSubscription();
        return shown ? new String(request.body(), StandardCharsets.UTF_8) : MASK;
    }

    private static Map<String, String> headers(ArmRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(header -> headers.merge(header.getKey(), header.getValue(), (a, b) -> a + ", " + b));
        headers.replaceAll((name, value) -> SECRET_HEADER.matcher(name).find() ? MASK : value);
        return headers;
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
     * @return the method, as sent
     */
    public String method() {
        return method;
    }

    /**
     * Returns the path and the query.
     *
     * @return the request target, as sent
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
        return Collections.unmodifiableMap(headers);
    }

    /**
     * Returns the body, as UTF-8, up to 1 MiB; masked where the path is not below a subscription, as for tokens.
     *
     * @return the body, empty if there was none
     */
    public String body() {
        return body;
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
        return replyHeaders.get("x-ms-request-id");
    }

    /**
     * Returns which check refused the request.
     *
     * @return the check, such as {@code api-version}, or null if none did
     */
    public @Nullable String refusedBy() {
        return refusal == null ? null : refusal.check();
    }

    /**
     * Returns why the request was refused: what was expected, what was found, and what relaxes the check.
     *
     * @return the reason, or null if it was not refused
     */
    public @Nullable String reason() {
        return refusal == null ? null : refusal.reason();
    }

    long weight() {
        // The strings, at a byte a character, and the objects around them.
        return 1024L + target.length() + body.length() + headers.toString().length();
    }

    @Override
    public String toString() {
        return method + " " + target + " -> " + status + (refusal == null ? "" : " (" + refusal.check() + ")");
    }
}
