package io.github.apimreconnect.mockarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A filter for journal entries; a null component matches anything.
 *
 * @param backend the backend's name, with wildcards {@code *} and {@code ?}, case-insensitive
 * @param status the status of the response
 * @param clientRequestId the id the caller gave
 * @param since the earliest arrival, on the mock's clock
 */
public record JournalFilter(
        @Nullable String backend,
        @Nullable Integer status,
        @Nullable String clientRequestId,
        @Nullable Instant since) {
    /** Matches every entry. */
    public static final JournalFilter ALL = new JournalFilter(null, null, null, null);

    /**
     * Returns this filter, limited to these backends.
     *
     * @param glob a name, with wildcards {@code *} and {@code ?}
     * @return the narrower filter
     */
    public JournalFilter backend(String glob) {
        return new JournalFilter(glob, status, clientRequestId, since);
    }

    /**
     * Returns this filter, limited to responses with this status.
     *
     * @param code the HTTP status
     * @return the narrower filter
     */
    public JournalFilter status(int code) {
        return new JournalFilter(backend, code, clientRequestId, since);
    }

    /**
     * Returns this filter, limited to requests with this id.
     *
     * @param id {@code x-ms-client-request-id}
     * @return the narrower filter
     */
    public JournalFilter clientRequestId(String id) {
        return new JournalFilter(backend, status, id, since);
    }

    /**
     * Returns this filter, limited to requests that arrived at or after a time.
     *
     * @param earliest the time, on the mock's clock
     * @return the narrower filter
     */
    public JournalFilter since(Instant earliest) {
        return new JournalFilter(backend, status, clientRequestId, earliest);
    }
}
