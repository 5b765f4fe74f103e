package io.github.apimreconnect.client;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A response to a reconnect request other than 202. Extends {@link ManagementException}, so handlers written for other
 * Azure management libraries also catch it.
 *
 * <p>{@link #getValue()} is the ARM error: its code, message, target, and up to 100 details and additional infos. If
 * the response held none (an HTML page from a proxy, an empty body, a success other than 202), its code is
 * {@value #UNEXPECTED_RESPONSE}, and its message quotes the beginning of the body. {@link #getResponse()} holds the
 * status, the headers, up to 64 KiB of the body, and the request without its credential. Failures of earlier attempts
 * are {@link #getSuppressed() suppressed}: the first and the latest four, and a note of how many were left out between
 * them.
 *
 * <pre>{@code
 * mock.script(Scope.ANY, Step.answer("backend-not-found"));
 * StepVerifier.create(client.reconnect(backend))
 *         .expectErrorSatisfies(failure -> {
 *             BackendReconnectException e = (BackendReconnectException) failure;
 *             assertThat(e.getStatusCode()).isEqualTo(404);
 *             assertThat(e.getValue().getCode()).isEqualTo("ResourceNotFound");
 *             assertThat(e.getBackend()).isEqualTo(backend);
 *         })
 *         .verify();
 * }</pre>
 */
public final class BackendReconnectException extends ManagementException {
    /** The code of {@link #getValue()} if the response held no ARM error. */
    public static final String UNEXPECTED_RESPONSE = "UnexpectedResponse";

    private static final long serialVersionUID = 1L;
    private static final HttpHeaderName X_MS_CORRELATION_REQUEST_ID =
            HttpHeaderName.fromString("x-ms-correlation-request-id");

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+\\s*");
    private static final int SHOWN = 500;

    @SuppressWarnings("serial") // HttpResponseException already has fields that cannot be serialized
    private final BackendId backend;

    private final int attempts;
    private final @Nullable Duration retryAfter;

    BackendReconnectException(
            ReconnectAttempts attempts, HttpResponse response, ManagementError error, Optional<Duration> retryAfter) {
        super(message(attempts, response, error), response, error);
        this.backend = attempts.backend();
        this.attempts = attempts.count();
        this.retryAfter = retryAfter.orElse(null);
    }

    /**
     * Returns the backend of the call.
     *
     * @return the backend
     */
    public BackendId getBackend() {
        return backend;
    }

    /**
     * Returns the HTTP status of the response.
     *
     * @return the status
     */
    public int getStatusCode() {
        return getResponse().getStatusCode();
    }

    /**
     * Returns the {@code x-ms-request-id} of the response, which Azure support asks for.
     *
     * @return the request id, or null if the response had none
     */
    public @Nullable String getRequestId() {
        return getResponse().getHeaderValue(HttpHeaderName.X_MS_REQUEST_ID);
    }

    /**
     * Returns the {@code x-ms-correlation-request-id} of the response, which links it to the activity log.
     *
     * @return the correlation id, or null if the response had none
     */
    public @Nullable String getCorrelationId() {
        return getResponse().getHeaderValue(X_MS_CORRELATION_REQUEST_ID);
    }

    /**
     * Returns how long the service asked callers to wait before trying again.
     *
     * @return the wait, zero or more, or null if the response is not an error or gave no valid wait
     */
    public @Nullable Duration getRetryAfter() {
        return retryAfter;
    }

    /**
     * Returns how many attempts the call made, including this one.
     *
     * @return 1 or more
     */
    public int getAttempts() {
        return attempts;
    }

    /** Returns the class and the message, which already holds the ARM error that the superclass would append. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // restores Throwable's form, which the superclass changes
    public String toString() {
        return getClass().getName() + ": " + getMessage();
    }

    private static String message(ReconnectAttempts attempts, HttpResponse response, ManagementError error) {
        StringBuilder text = new StringBuilder()
                .append(response.getStatusCode())
                .append(' ')
                .append(shortened(Objects.requireNonNullElse(error.getCode(), UNEXPECTED_RESPONSE)))
                .append(": ")
                .append(shortened(Objects.requireNonNullElse(error.getMessage(), "no message")));
        if (error.getDetails() != null) {
            // ARM's validation errors explain the problem only in their details.
            error.getDetails().stream()
                    .limit(3)
                    .forEach(detail -> text.append(" [")
                            .append(shortened(
                                    String.valueOf(detail.getTarget() == null ? detail.getCode() : detail.getTarget())))
                            .append(": ")
                            .append(shortened(String.valueOf(detail.getMessage())))
                            .append(']'));
        }
        text.append(" (backend ").append(attempts.backend());
        String requestId = response.getHeaderValue(HttpHeaderName.X_MS_REQUEST_ID);
        if (requestId != null) {
            text.append(", request ").append(shortened(requestId));
        }
        return LINE_BREAKS
                .matcher(text.append(", ").append(attempts.text()).append(')'))
                .replaceAll(" ");
    }

    private static String shortened(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
