package io.github.apimreconnect.mockarm;

import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.Map;

/**
 * A request that passed every check.
 *
 * @param principal who sent it
 * @param grant what the write buckets have left
 * @param after when the reconnect is to begin
 */
record Accepted(String principal, Throttle.Grant grant, Duration after) {
    static final int STATUS = 202;
    /** The service's own, for a request that says nothing. */
    static final Duration DEFAULT_AFTER = Duration.ofMinutes(2);

    private static final AsciiString RETURN_CLIENT_ID = AsciiString.cached("x-ms-return-client-request-id");

    /** The 202: empty, without Location, Azure-AsyncOperation, Retry-After, Content-Type or ETag, as recorded. */
    Reply reply(Stamp stamp, ArmRequest request) {
        return echoed(Reply.empty(STATUS, stamp, grant.headers()), request);
    }

    /** The caller's request id goes back to callers that ask for it. */
    static Reply echoed(Reply reply, ArmRequest request) {
        String asked = request.headers().get(RETURN_CLIENT_ID);
        String id = asked == null || !asked.equalsIgnoreCase("true")
                ? null
                : request.headers().get(JournalEntry.CLIENT_REQUEST_ID);
        return id == null ? reply : reply.with(Header.ofText(JournalEntry.CLIENT_REQUEST_ID.toString(), id));
    }

    Map<String, String> values() {
        return Map.of("principal", principal);
    }
}
