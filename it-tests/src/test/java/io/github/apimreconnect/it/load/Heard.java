package io.github.apimreconnect.it.load;

import io.github.apimreconnect.mockarm.JournalEntry;

/**
 * A request in the mock's journal.
 *
 * @param id the client's request id
 * @param status of the answer
 */
record Heard(String id, int status) {
    static Heard of(JournalEntry entry) {
        return new Heard(entry.headers().getOrDefault("x-ms-client-request-id", "none"), entry.status());
    }
}
