package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refused request as reports show it, without secrets or characters that a terminal or XML cannot take.
 *
 * @param arrived when it arrived, on the mock's clock
 * @param method the method
 * @param target the target, masked
 * @param clientRequestId the caller's id, or null
 * @param reason why it was refused
 */
public record ShownRefusal(
        Instant arrived,
        String method,
        String target,
        @Nullable String clientRequestId,
        String reason) {
    static final int MAX_METHOD = 16;
    static final int MAX_TARGET = 400;
    private static final int MAX_ID = 64;
    private static final int MAX_REASON = 400;

    /** Returns the refusal of an entry, each part shortened: callers choose them. */
    public static ShownRefusal of(JournalEntry entry) {
        String id = entry.clientRequestId();
        String reason = entry.reason();
        return new ShownRefusal(
                entry.arrived(),
                VisibleText.of(entry.method(), MAX_METHOD),
                VisibleText.of(entry.target(), MAX_TARGET),
                id == null ? null : VisibleText.of(id, MAX_ID),
                reason == null ? "" : VisibleText.of(reason, MAX_REASON));
    }

    /** Returns it as one line. */
    @Override
    public String toString() {
        return arrived + " " + method + " " + target
                + (clientRequestId == null ? "" : " (x-ms-client-request-id " + clientRequestId + ")") + ": " + reason;
    }
}
