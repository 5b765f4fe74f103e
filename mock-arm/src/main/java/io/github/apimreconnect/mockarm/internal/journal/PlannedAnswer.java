package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.internal.reply.Header;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An answer as planned, before any fault; without tokens.
 *
 * @param reply the reply, perhaps without the end of its body
 * @param truncated whether the end is missing
 * @param weight its approximate size in memory, in bytes
 */
public record PlannedAnswer(Reply reply, boolean truncated, int weight) {
    /** A longer body loses its end. */
    private static final int MAX_BODY = 64 * 1024;

    private static final int OBJECTS = 200;
    private static final int HEADER = 100;

    static PlannedAnswer of(Reply reply) {
        boolean truncated = reply.body().length > MAX_BODY;
        Reply kept = truncated
                ? new Reply(
                        reply.status(),
                        reply.stamp(),
                        reply.headers(),
                        Arrays.copyOf(reply.body(), MAX_BODY),
                        reply.closing(),
                        reply.code())
                : reply;
        int weight = OBJECTS + kept.body().length;
        for (Header header : kept.headers()) {
            weight += HEADER + header.name().length() + header.value().length();
        }
        return new PlannedAnswer(kept, truncated, weight);
    }

    public int status() {
        return reply.status();
    }

    /** Returns the headers in the order they are sent, without Content-Length and Connection. */
    public List<Header> headers() {
        return reply.sentHeaders();
    }

    /** Returns the body as UTF-8. */
    public String body() {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
