package io.github.apimreconnect.mockarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the journal are meant; null stands for any.
 *
 * @param backend the backend's name, with {@code *} and {@code ?}, in any case
 * @param status the status of the answer
 * @param clientRequestId the id that the caller gave
 * @param since the earliest arrival, on the mock's clock
 */
public record JournalFilter(
        @Nullable String backend,
        @Nullable Integer status,
        @Nullable String clientRequestId,
        @Nullable Instant since) {
    /** Bytes looked at in the time of one comparison. */
    private static final int SCANNED = 4;

    /** Every entry. */
    public static final JournalFilter ALL = new JournalFilter(null, null, null, null);

    /**
     * Only requests for these backends.
     *
     * @param glob a name, with {@code *} and {@code ?}
     * @return the narrower filter
     */
    public JournalFilter backend(String glob) {
        return new JournalFilter(glob, status, clientRequestId, since);
    }

    /**
     * Only requests answered so.
     *
     * @param code the HTTP status
     * @return the narrower filter
     */
    public JournalFilter status(int code) {
        return new JournalFilter(backend, code, clientRequestId, since);
    }

    /**
     * Only requests with this id.
     *
     * @param id {@code x-ms-client-request-id}
     * @return the narrower filter
     */
    public JournalFilter clientRequestId(String id) {
        return new JournalFilter(backend, status, id, since);
    }

    /**
     * Only requests from a time on.
     *
     * @param earliest the time, on the mock's clock
     * @return the narrower filter
     */
    public JournalFilter since(Instant earliest) {
        return new JournalFilter(backend, status, clientRequestId, earliest);
    }

    /** How much it takes to tell whether an entry matches: about as many characters are compared, at worst. */
    long work(JournalEntry entry) {
        return entry.headSize() / SCANNED + (backend == null ? 0 : (long) backend.length() * entry.longestName());
    }

    boolean matches(JournalEntry entry) {
        return (status == null || status == entry.status())
                && (since == null || !entry.arrived().isBefore(since))
                && (clientRequestId == null || clientRequestId.equals(entry.clientRequestId()))
                && (backend == null || Scope.matches(backend, entry.backend()));
    }
}
