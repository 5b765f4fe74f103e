package io.github.apimreconnect.mockarm.internal.reply;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The headers that every recorded ARM response has, with the ids and times of one response. The parts that are constant
 * within a second are formatted once per second.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ArmHeaders(byte[] id, Second second) {
    private static final byte[] FIRST = ascii(String.join(
            "\r\n",
            "Cache-Control: no-cache",
            "Pragma: no-cache",
            "Strict-Transport-Security: max-age=31536000; includeSubDomains",
            "X-Content-Type-Options: nosniff",
            "x-ms-request-id: "));
    private static final byte[] SERVER = ascii("\r\nServer: Microsoft-HTTPAPI/2.0\r\n");
    private static final byte[] CORRELATION = ascii("x-ms-correlation-request-id: ");
    private static final DateTimeFormatter ROUTING_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] HEX = ascii("0123456789abcdef");

    /** Creates the headers for the replies of one mock. */
    public static final class Maker {
        private volatile Second second = new Second(Instant.EPOCH);

        public ArmHeaders next(Instant now) {
            Second current = second;
            if (current.epoch != now.getEpochSecond()) {
                current = new Second(now);
                second = current;
            }
            return new ArmHeaders(randomId(), current);
        }
    }

    /** The parts shared by all headers within one second. */
    static final class Second {
        private final long epoch;
        private final byte[] routing;
        private final byte[] last;

        Second(Instant now) {
            this.epoch = now.getEpochSecond();
            this.routing = ascii("\r\nx-ms-routing-request-id: WESTUS:" + ROUTING_TIME.format(now) + ":");
            this.last = ascii("\r\nDate: " + HttpDate.format(now) + "\r\nExpires: -1\r\n");
        }
    }

    /** Returns the id, as in {@code x-ms-request-id}. */
    public String text() {
        return new String(id, StandardCharsets.US_ASCII);
    }

    /** Writes the headers that come before the reply's own. */
    void writeFirst(ByteBuf out) {
        out.writeBytes(FIRST).writeBytes(id).writeBytes(SERVER);
    }

    /** Writes the headers that come after the reply's own. */
    void writeLast(ByteBuf out) {
        out.writeBytes(CORRELATION)
                .writeBytes(id)
                .writeBytes(second.routing)
                .writeBytes(id)
                .writeBytes(second.last);
    }

    /** Returns a random UUID; {@code UUID.randomUUID} can block for entropy, which an event loop must not. */
    private static byte[] randomId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        byte[] id = new byte[36];
        hex(high >>> 32, 8, id, 0);
        id[8] = '-';
        hex(high >>> 16, 4, id, 9);
        id[13] = '-';
        hex(high, 4, id, 14);
        id[18] = '-';
        hex(low >>> 48, 4, id, 19);
        id[23] = '-';
        hex(low, 12, id, 24);
        return id;
    }

    /** Writes the last hexadecimal digits of a number. */
    private static void hex(long number, int digits, byte[] into, int at) {
        for (int i = 0; i < digits; i++) {
            into[at + i] = HEX[(int) (number >>> (4 * (digits - 1 - i))) & 15];
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
