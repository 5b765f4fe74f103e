package io.github.apimreconnect.it.live;

import java.util.SortedMap;

/** What came back for a request. */
sealed interface Answer {
    /**
     * A complete response.
     *
     * @param headers values by name, in any case and shown in lower case; repeated headers are joined with commas
     */
    record Received(int status, SortedMap<String, String> headers, String body) implements Answer {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** No complete response, because of a timeout or a closed connection. */
    record Unanswered(String reason) implements Answer {}
}
