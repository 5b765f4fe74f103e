package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response, with secrets masked.
 *
 * <p>Implemented by the mock alone: methods may be added.
 *
 * <pre>{@code
 * StepVerifier.create(client.reconnect(backend, Duration.ofMinutes(2))).verifyComplete();
 * JournalEntry entry = mock.journal().last();
 * assertThat(entry.backend()).isEqualTo("proxybackend");
 * assertThat(entry.body()).isEqualTo("{\"properties\":{\"after\":\"PT2M\"}}");
 * }</pre>
 */
public interface JournalEntry {
    /**
     * The outcome of a response.
     *
     * <pre>{@code
     * mock.script(Scope.ANY, Step.fault(new Fault.Reset(Fault.Moment.IN_HEAD)));
     * StepVerifier.create(client.reconnect(backend)).verifyComplete();
     * assertThat(mock.journal().entries().get(0).outcome()).isEqualTo(JournalEntry.Outcome.CUT);
     * }</pre>
     */
    public enum Outcome {
        /** Not finished yet. */
        PENDING,
        /** Written to the connection completely. */
        SENT,
        /** Cut off by a fault. */
        CUT,
        /** Stopped by a fault; the connection stays open. */
        STALLED,
        /** The connection closed before the response was written. */
        ABANDONED
    }

    /**
     * A check that a request failed.
     *
     * <pre>{@code
     * try (MockArm mock = MockArm.builder().apiVersions(List.of("2017-03-01")).start()) {
     *     BackendReconnectAsyncClient client = new BackendReconnectClientBuilder()
     *             .endpoint(mock.httpEndpoint().toString()) // without a token, and of a newer version
     *             .buildAsyncClient();
     *     StepVerifier.create(client.reconnect(backend)).verifyError(BackendReconnectException.class);
     *     assertThat(mock.journal().last().alsoRefusedBy()).extracting(JournalEntry.Refusal::check).contains("api-version");
     * }
     * }</pre>
     *
     * @param check the check, such as {@code api-version}
     * @param reason why: what was expected, what was found, and what relaxes the check; up to about 1,000 characters
     */
    public record Refusal(String check, String reason) {}

    /**
     * Returns the number of the request in the journal.
     *
     * @return 1 for the first since the mock started or was last reset, then 2, 3, and so on; never changes
     */
    long number();

    /**
     * Returns when the request arrived.
     *
     * @return the time, on the mock's clock
     */
    Instant arrived();

    /**
     * Returns the method.
     *
     * @return the method, as sent; {@code -} if the request was unreadable
     */
    String method();

    /**
     * Returns the path and the query.
     *
     * @return the request target, as sent, with secrets in its query masked
     */
    String target();

    /**
     * Returns the request headers. Values are masked if the header name suggests tokens, keys, cookies or the like; the
     * values of a repeated header are joined with commas.
     *
     * @return the headers by name, case-insensitive
     */
    Map<String, String> headers();

    /**
     * Returns the body as UTF-8, up to 1 MiB; masked if the path is not below a subscription, as for tokens.
     *
     * @return the body, empty if there was none
     */
    String body();

    /**
     * Returns the id the caller gave the request, in {@code x-ms-client-request-id}.
     *
     * @return the id, or null
     */
    @Nullable
    String clientRequestId();

    /**
     * Returns the backend named in the path.
     *
     * @return the decoded name, or empty if the path does not name one
     */
    String backend();

    /**
     * Returns the status of the response.
     *
     * @return the HTTP status
     */
    int status();

    /**
     * Returns the code of the error in the response.
     *
     * @return the code, such as {@code AuthenticationFailed}, or null if the response has none
     */
    @Nullable
    String code();

    /**
     * Returns the {@code x-ms-request-id} of the response.
     *
     * @return the request id, or null if the response has none
     */
    @Nullable
    String requestId();

    /**
     * Returns the check that refused the request.
     *
     * @return the check, such as {@code api-version}, {@code http} for what is not a valid HTTP request, or {@code token
     *     request} for the token endpoint; null if none did
     */
    @Nullable
    String refusedBy();

    /**
     * Returns why the request was refused: what was expected, what was found, and what relaxes the check.
     *
     * @return the reason, up to about 1,000 characters, or null if the request was not refused
     */
    @Nullable
    String reason();

    /**
     * Returns the other checks that a refused request would have failed, so that one attempt shows all that is wrong.
     * Left out are the write bucket, the content of a body above 64 KiB, and checks of what an earlier failure leaves
     * unknown, such as the names in an unknown path.
     *
     * @return the checks in their order, without {@link #refusedBy}; empty for a request that was not refused
     */
    List<Refusal> alsoRefusedBy();

    /**
     * Returns the step scripted for the request or applied at random; an {@link InlineStep} without its headers and body.
     *
     * @return the step, or null if the request was answered normally
     */
    @Nullable
    Step scripted();

    /**
     * Returns the outcome of the response. The entry exists before the response is sent, so this changes once.
     *
     * @return the outcome so far
     */
    Outcome outcome();

    /**
     * Returns the real time from the end of the request to the end of the response.
     *
     * @return the time, or null while the response is pending
     */
    @Nullable
    Duration took();
}
