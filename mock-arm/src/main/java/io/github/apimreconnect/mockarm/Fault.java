package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A fault in a response. Faults apply only to requests that pass every check, so that none hides a contract violation.
 * Each has a text form for the command line, the header {@code x-mock-scenario} and the admin API: {@code delay:2s},
 * {@code reset}, {@code reset@in-body}, {@code stall@in-head}, {@code truncate}, {@code slow-body:50ms},
 * {@code garbage}, {@code bad-gateway-html}, {@code no-answer}.
 */
public sealed interface Fault {
    /**
     * Sends the response late.
     *
     * @param latency the delay
     */
    record Delay(Latency latency) implements Fault {
        @Override
        public Kind kind() {
            return Kind.DELAY;
        }

        @Override
        public String toString() {
            return "delay:" + latency;
        }
    }

    /**
     * Resets the connection (TCP RST).
     *
     * @param moment when to reset it
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
     * Stops sending; the connection stays open until the client or the mock closes it.
     *
     * @param moment when to stop
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
     * Closes the connection (TCP FIN) before the response is complete; with {@link Moment#AFTER_ANSWER}, after a
     * complete response that did not announce the close.
     *
     * @param moment when to close it
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
     * Sends the response slowly: its body, or all of it if it has none, in 8-byte pieces.
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
            if (pause.isNegative() || pause.isZero() || pause.compareTo(Latency.LONGEST) > 0) {
                throw new IllegalArgumentException("'slow-body' must pause from 1ms to 1 day, but was " + pause);
            }
        }

        @Override
        public Kind kind() {
            return Kind.SLOW_BODY;
        }

        @Override
        public String toString() {
            return "slow-body:" + new Latency.Fixed(pause);
        }
    }

    /** Sends bytes that are not valid HTTP instead of the response, then closes the connection. */
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

    /** Sends a 502 in HTML instead of the response, as from an intermediate proxy. */
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

    /** Sends nothing; the connection stays open until the client or the mock closes it. */
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

    /** The point in a response at which a fault applies. */
    enum Moment {
        /** The request has been read, and nothing of the response has been sent. */
        BEFORE_ANSWER,
        /** Half the head (status line and headers) has been sent. */
        IN_HEAD,
        /** The head and half the body have been sent; a response without a body announces one that never arrives. */
        IN_BODY,
        /** The whole response has been sent, and the client has had 100 ms to read it. */
        AFTER_ANSWER;

        /** Returns the name used in text, such as {@code in-body}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static Moment parse(String text) {
            return Arrays.stream(values())
                    .filter(moment -> moment.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown moment '" + text + "'. Known moments: "
                            + Arrays.stream(values()).map(Moment::toString).collect(Collectors.joining(", "))));
        }
    }

    /** The kinds of faults, one per implementation of this interface. */
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

        /** The separator before the moment or time; a blank, which no text has, for kinds that take neither. */
        private final char mark;

        Kind(char mark) {
            this.mark = mark;
        }

        /** Returns the name used in text, such as {@code slow-body}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static Kind of(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Unknown fault '" + name + "'. Known faults: " + String.join(", ", KINDS)));
        }
    }

    /** The names {@link #parse} accepts; kinds with a moment take {@code @MOMENT}, those with a time {@code :TIME}. */
    List<String> KINDS = Arrays.stream(Kind.values()).map(Kind::toString).toList();

    /**
     * Returns the kind of this fault.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Parses the text form of a fault. The default moment is before the response for {@code reset}, in the head for
     * {@code stall}, and in the body for {@code truncate}; {@code slow-body} pauses 100 ms by default.
     *
     * @param text such as {@code delay:100ms..300ms}, {@code delay:lognormal(80ms,0.5)} or {@code reset@in-head}
     * @return the fault
     * @throws IllegalArgumentException if the text is not a fault; the message says why
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
            case DELAY -> new Delay(Latency.parse(rest));
            case RESET -> new Reset(rest.isEmpty() ? Moment.BEFORE_ANSWER : Moment.parse(rest));
            case STALL -> new Stall(rest.isEmpty() ? Moment.IN_HEAD : Moment.parse(rest));
            case TRUNCATE -> new Truncate(rest.isEmpty() ? Moment.IN_BODY : Moment.parse(rest));
            case SLOW_BODY -> new SlowBody(rest.isEmpty() ? Duration.ofMillis(100) : Latency.time(rest));
            case GARBAGE -> new Garbage();
            case BAD_GATEWAY_HTML -> new BadGatewayHtml();
            case NO_ANSWER -> new NoAnswer();
        };
    }
}
