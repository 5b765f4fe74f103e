package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.DateFormatter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Answers in ARM's own form: the headers of a recorded 202, and the error envelope. */
final class ArmReply {
    static final String REMAINING_WRITES = "x-ms-ratelimit-remaining-subscription-writes";

    private static final DateTimeFormatter ROUTING_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private ArmReply() {}

    /** The 202: empty, without Location, Azure-AsyncOperation, Retry-After, Content-Type or ETag, as recorded. */
    static Reply accepted(Instant now, int remainingWrites) {
        return Reply.empty(202, Map.of(REMAINING_WRITES, Integer.toString(remainingWrites)))
                .with(recordedHeaders(now));
    }

    static Reply error(int status, Instant now, ArmError error) {
        return Reply.json(status, Map.of("error", error.toJson())).with(recordedHeaders(now));
    }

    private static Map<String, String> recordedHeaders(Instant now) {
        String id = randomUuid().toString();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-cache");
        headers.put("Pragma", "no-cache");
        headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("x-ms-request-id", id);
        headers.put("Server", "Microsoft-HTTPAPI/2.0");
        headers.put("x-ms-correlation-request-id", id);
        headers.put("x-ms-routing-request-id", "WESTUS:" + ROUTING_TIME.format(now) + ":" + id);
        headers.put("Date", DateFormatter.format(Date.from(now)));
        headers.put("Expires", "-1");
        return headers;
    }

    /** {@link UUID#randomUUID()} can wait for entropy, which an event loop must not. */
    private static UUID randomUuid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /**
     * The error of an envelope.
     *
     * @param code the ARM code
     * @param message the message
     * @param details the fields at fault, or null where ARM's front door sends no such member
     */
    record ArmError(String code, String message, @Nullable List<Detail> details) {
        ArmError(String code, String message) {
            this(code, message, null);
        }

        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("code", code);
            json.put("message", message);
            if (details != null) {
                json.put("details", details);
            }
            return json;
        }
    }

    /** One field at fault, in the order the service writes it. */
    record Detail(String code, String target, String message) {}
}
