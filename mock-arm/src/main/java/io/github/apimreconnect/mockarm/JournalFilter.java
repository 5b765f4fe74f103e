package io.github.apimreconnect.mockarm;

import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A filter for journal entries; a null component matches anything. Start from {@link #ALL}:
 *
 * <pre>{@code
 * List<JournalEntry> conflicts = mock.journal().entries(JournalFilter.ALL.backend("proxy*").status(409));
 * assertThat(conflicts).isEmpty();
 * }</pre>
 *
 * @param backend the backend's name, with wildcards {@code *} and {@code ?}, case-insensitive
 * @param status the status of the response
 * @param clientRequestId the id the caller gave
 * @param since the earliest arrival, on the mock's clock
 * @param method the HTTP method, case-insensitive
 * @param refusedBy the check that refused the request, with wildcards; {@code *} matches every refusal
 * @param scripted the step scripted for the request, in its text form, with wildcards; {@code *} matches every step
 * @param outcome the outcome of the response so far
 */
public record JournalFilter(
        @Nullable String backend,
        @Nullable Integer status,
        @Nullable String clientRequestId,
        @Nullable Instant since,
        @Nullable String method,
        @Nullable String refusedBy,
        @Nullable String scripted,
        JournalEntry.@Nullable Outcome outcome) {
    /** Matches every entry. */
    public static final JournalFilter ALL = new JournalFilter(null, null, null, null, null, null, null, null);

    /**
     * Returns this filter, limited to these backends.
     *
     * @param glob a name, with wildcards {@code *} and {@code ?}
     * @return the narrower filter
     */
    public JournalFilter backend(String glob) {
        return new JournalFilter(glob, status, clientRequestId, since, method, refusedBy, scripted, outcome);
    }

    /**
     * Returns this filter, limited to responses with this status.
     *
     * @param code the HTTP status
     * @return the narrower filter
     */
    public JournalFilter status(int code) {
        return new JournalFilter(backend, code, clientRequestId, since, method, refusedBy, scripted, outcome);
    }

    /**
     * Returns this filter, limited to requests with this id.
     *
     * @param id {@code x-ms-client-request-id}
     * @return the narrower filter
     */
    public JournalFilter clientRequestId(String id) {
        return new JournalFilter(backend, status, id, since, method, refusedBy, scripted, outcome);
    }

    /**
     * Returns this filter, limited to requests that arrived at or after a time.
     *
     * @param earliest the time, on the mock's clock
     * @return the narrower filter
     */
    public JournalFilter since(Instant earliest) {
        return new JournalFilter(backend, status, clientRequestId, earliest, method, refusedBy, scripted, outcome);
    }

    /**
     * Returns this filter, limited to requests with this method.
     *
     * @param name such as {@code POST}, in any case
     * @return the narrower filter
     */
    public JournalFilter method(String name) {
        return new JournalFilter(backend, status, clientRequestId, since, name, refusedBy, scripted, outcome);
    }

    /**
     * Returns this filter, limited to requests refused by a check.
     *
     * @param glob the name of a check, such as {@code api-version}, with wildcards; {@code *} for any check
     * @return the narrower filter
     */
    public JournalFilter refusedBy(String glob) {
        return new JournalFilter(backend, status, clientRequestId, since, method, glob, scripted, outcome);
    }

    /**
     * Returns this filter, limited to requests answered by a scripted or random step.
     *
     * @param glob the text form of a step, such as {@code reset@in-body}, with wildcards; {@code *} for any step
     * @return the narrower filter
     */
    public JournalFilter scripted(String glob) {
        return new JournalFilter(backend, status, clientRequestId, since, method, refusedBy, glob, outcome);
    }

    /**
     * Returns this filter, limited to responses with this outcome so far. The outcome of an entry changes once, after
     * the entry was recorded, so {@link Journal#await(JournalFilter, int, java.time.Duration)} does not accept it.
     *
     * @param ended the outcome
     * @return the narrower filter
     */
    public JournalFilter outcome(JournalEntry.Outcome ended) {
        return new JournalFilter(backend, status, clientRequestId, since, method, refusedBy, scripted, ended);
    }

    /** Returns the components that are set. */
    @Override
    public String toString() {
        StringJoiner set = new StringJoiner(", ", "JournalFilter[", "]");
        add(set, "backend", backend);
        add(set, "status", status);
        add(set, "clientRequestId", clientRequestId);
        add(set, "since", since);
        add(set, "method", method);
        add(set, "refusedBy", refusedBy);
        add(set, "scripted", scripted);
        add(set, "outcome", outcome);
        return set.toString();
    }

    private static void add(StringJoiner set, String name, @Nullable Object value) {
        if (value != null) {
            set.add(name + "=" + value);
        }
    }
}
