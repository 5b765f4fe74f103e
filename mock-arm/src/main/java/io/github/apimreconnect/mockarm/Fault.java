package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.List;

/**
 * What can go wrong with an answer. Faults strike requests that pass every check, so that none hides a breach of the
 * contract. Each has a text, for the command line, the header {@code x-mock-scenario} and the admin API:
 * {@code delay:2s}, {@code reset}, {@code reset@in-body}, {@code stall@in-head}, {@code truncate}, {@code slow-body:50ms},
 * {@code garbage}, {@code bad-gateway-html}, {@code no-answer}.
 */
public sealed interface Fault {
    /**
     * The answer is sent after a pause.
     *
     * @param pause how long
     */
    record Delay(Pause pause) implements Fault {
        @Override
        public String toString() {
            return "delay:" + pause;
        }
    }

    /**
     * The connection is reset (TCP RST).
     *
     * @param moment when
     */
    record Reset(Moment moment) implements Fault {
        @Override
        public String toString() {
            return "reset@" + moment;
        }
    }

    /**
     * No more is sent; the connection stays open until the client ends it, or the mock closes.
     *
     * @param moment when
     */
    record Stall(Moment moment) implements Fault {
        @Override
        public String toString() {
            return "stall@" + moment;
        }
    }

    /**
     * The connection is closed (TCP FIN) before the answer is whole; with {@link Moment#AFTER_ANSWER}, once it is, though
     * it did not say so.
     *
     * @param moment when
     */
    record Truncate(Moment moment) implements Fault {
        @Override
        public String toString() {
            return "truncate@" + moment;
        }
    }

    /**
     * The answer drips: its body, or all of it if it has none, in pieces of 8 bytes.
     *
     * @param pause the time between pieces, more than zero
     */
    record SlowBody(Duration pause) implements Fault {
        /**
         * Checks the range.
         *
         * @param pause more than zero
         */
        public SlowBody {
            if (pause.isNegative() || pause.isZero() || pause.compareTo(Pause.LONGEST) > 0) {
                throw new IllegalArgumentException("'slow-body' must pause from 1ms to 1 day, but was " + pause);
            }
        }

        @Override
        public String toString() {
            return "slow-body:" + new Pause.Fixed(pause);
        }
    }

    /** Bytes that are no HTTP come instead of the answer, and the connection is closed. */
    record Garbage() implements Fault {
        @Override
        public String toString() {
            return "garbage";
        }
    }

    /** A 502 in HTML comes instead of the answer, as from a proxy between. */
    record BadGatewayHtml() implements Fault {
        @Override
        public String toString() {
            return "bad-gateway-html";
        }
    }

    /** Nothing is sent, and the connection stays open until the client ends it, or the mock closes. */
    record NoAnswer() implements Fault {
        @Override
        public String toString() {
            return "no-answer";
        }
    }

    /** The kinds, as {@link #parse} reads them; those with a moment take {@code @MOMENT}, those with a time {@code :TIME}. */
    List<String> KINDS =
            List.of("delay", "reset", "stall", "truncate", "slow-body", "garbage", "bad-gateway-html", "no-answer");

    /**
     * Reads the text of a fault. Where it names no moment, {@code reset} strikes before the answer, {@code stall} in the
     * head and {@code truncate} in the body; {@code slow-body} pauses 100 ms.
     *
     * @param text such as {@code delay:100ms..300ms}, {@code delay:lognormal(80ms,0.5)} or {@code reset@in-head}
     * @return the fault
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static Fault parse(String text) {
        int at = text.indexOf('@');
        int colon = text.indexOf(':');
        int end = at >= 0 ? at : colon >= 0 ? colon : text.length();
        String kind = text.substring(0, end);
        String rest = end == text.length() ? "" : text.substring(end + 1);
        boolean timed = kind.equals("delay") || kind.equals("slow-body");
        boolean momentary = kind.equals("reset") || kind.equals("stall") || kind.equals("truncate");
        if (end < text.length() && (at >= 0 ? !momentary : !timed)) {
            throw new IllegalArgumentException("'" + kind + "' takes no '" + text.substring(end) + "'");
        }
        return switch (kind) {
            case "delay" -> new Delay(Pauses.parse(rest));
            case "reset" -> new Reset(rest.isEmpty() ? Moment.BEFORE_ANSWER : Moment.parse(rest));
            case "stall" -> new Stall(rest.isEmpty() ? Moment.IN_HEAD : Moment.parse(rest));
            case "truncate" -> new Truncate(rest.isEmpty() ? Moment.IN_BODY : Moment.parse(rest));
            case "slow-body" -> new SlowBody(rest.isEmpty() ? Duration.ofMillis(100) : Pauses.time(rest));
            case "garbage" -> new Garbage();
            case "bad-gateway-html" -> new BadGatewayHtml();
            case "no-answer" -> new NoAnswer();
            default ->
                throw new IllegalArgumentException("'" + kind + "' is no fault; there are " + String.join(", ", KINDS));
        };
    }
}
