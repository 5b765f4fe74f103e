package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
        public Kind kind() {
            return Kind.DELAY;
        }

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
        public Kind kind() {
            return Kind.RESET;
        }

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
        public Kind kind() {
            return Kind.STALL;
        }

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
        public Kind kind() {
            return Kind.TRUNCATE;
        }

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
        public Kind kind() {
            return Kind.SLOW_BODY;
        }

        @Override
        public String toString() {
            return "slow-body:" + new Pause.Fixed(pause);
        }
    }

    /** Bytes that are no HTTP come instead of the answer, and the connection is closed. */
    record Garbage() implements Fault {
        @Override
        public Kind kind() {
            return Kind.GARBAGE;
        }

        @Override
        public String toString() {
            return "garbage";
        }
    }

    /** A 502 in HTML comes instead of the answer, as from a proxy between. */
    record BadGatewayHtml() implements Fault {
        @Override
        public Kind kind() {
            return Kind.BAD_GATEWAY_HTML;
        }

        @Override
        public String toString() {
            return "bad-gateway-html";
        }
    }

    /** Nothing is sent, and the connection stays open until the client ends it, or the mock closes. */
    record NoAnswer() implements Fault {
        @Override
        public Kind kind() {
            return Kind.NO_ANSWER;
        }

        @Override
        public String toString() {
            return "no-answer";
        }
    }

    /** The kinds of faults, one for each type of this interface. */
    enum Kind {
        /** {@link Delay}. */
        DELAY(':'),
        /** {@link Reset}. */
        RESET('@'),
        /** {@link Stall}. */
        STALL('@'),
        /** {@link Truncate}. */
        TRUNCATE('@'),
        /** {@link SlowBody}. */
        SLOW_BODY(':'),
        /** {@link Garbage}. */
        GARBAGE(' '),
        /** {@link BadGatewayHtml}. */
        BAD_GATEWAY_HTML(' '),
        /** {@link NoAnswer}. */
        NO_ANSWER(' ');

        /** What comes before its moment or its time; no text has a blank. */
        private final char mark;

        Kind(char mark) {
            this.mark = mark;
        }

        /** Returns the name in texts, such as {@code slow-body}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static Kind of(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + name + "' is no fault; there are " + String.join(", ", KINDS)));
        }
    }

    /** The kinds, as {@link #parse} reads them; those with a moment take {@code @MOMENT}, those with a time {@code :TIME}. */
    List<String> KINDS = Arrays.stream(Kind.values()).map(Kind::toString).toList();

    /**
     * Returns what kind of fault it is.
     *
     * @return the kind
     */
    Kind kind();

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
        Kind kind = Kind.of(text.substring(0, end));
        String rest = end == text.length() ? "" : text.substring(end + 1);
        if (end < text.length() && text.charAt(end) != kind.mark) {
            throw new IllegalArgumentException("'" + kind + "' takes no '" + text.substring(end) + "'");
        }
        return switch (kind) {
            case DELAY -> new Delay(Pauses.parse(rest));
            case RESET -> new Reset(rest.isEmpty() ? Moment.BEFORE_ANSWER : Moment.parse(rest));
            case STALL -> new Stall(rest.isEmpty() ? Moment.IN_HEAD : Moment.parse(rest));
            case TRUNCATE -> new Truncate(rest.isEmpty() ? Moment.IN_BODY : Moment.parse(rest));
            case SLOW_BODY -> new SlowBody(rest.isEmpty() ? Duration.ofMillis(100) : Pauses.time(rest));
            case GARBAGE -> new Garbage();
            case BAD_GATEWAY_HTML -> new BadGatewayHtml();
            case NO_ANSWER -> new NoAnswer();
        };
    }
}
