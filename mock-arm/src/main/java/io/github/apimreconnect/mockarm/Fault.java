package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A fault in a response. Faults apply only to requests that pass every check, so that none hides a contract violation.
 * Each has a text form for the command line, the header {@code x-mock-scenario} and the admin API: {@code delay:2s},
 * {@code reset}, {@code reset@in-body}, {@code stall@in-head}, {@code truncate}, {@code slow-body:50ms},
 * {@code garbage}, {@code no-answer}.
 *
 * <pre>{@code
 * mock.script(Scope.ANY, Step.fault(Fault.parse("reset@in-head")));
 * StepVerifier.create(client.reconnect(backend)).verifyComplete(); // the client tried again
 * }</pre>
 */
public sealed interface Fault {
    /**
     * Sends the response late.
     *
     * <pre>{@code
     * mock.script(Scope.ANY, Step.fault(new Fault.Delay(Latency.parse("50ms"))));
     * StepVerifier.create(client.reconnect(backend)).verifyComplete(); // at least 50 ms later
     * }</pre>
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
     * <pre>{@code
     * mock.script(Scope.ANY, Step.fault(new Fault.Reset(Fault.Moment.BEFORE_ANSWER)));
     * StepVerifier.create(client.reconnect(backend)).verifyComplete();
     * assertThat(mock.journal().count()).isEqualTo(2); // the client tried again
     * }</pre>
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
     * <pre>{@code
     * mock.script(Scope.ANY, Step.fault(new Fault.Stall(Fault.Moment.IN_HEAD)));
     * StepVerifier.create(client.reconnect(backend).timeout(Duration.ofMillis(200)))
     *         .verifyError(TimeoutException.class);
     * }</pre>
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
     * <pre>{@code
     * mock.script(Scope.ANY, Step.answer("backend-not-found").with(new Fault.Truncate(Fault.Moment.IN_BODY)));
     * StepVerifier.create(client.reconnect(backend)).verifyComplete(); // the client tried again after half a response
     * }</pre>
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
     * <pre>{@code
     * mock.script(Scope.ANY, Step.answer("backend-not-found").with(new Fault.SlowBody(Duration.ofMillis(1))));
     * StepVerifier.create(client.reconnect(backend)).verifyError(BackendReconnectException.class);
     * }</pre>
     *
     * @param pause the time between pieces, more than zero, up to a day
     */
    record SlowBody(Duration pause) implements Fault {
        /**
         * Checks the range.
         *
         * @param pause more than zero, up to a day
         */
        public SlowBody {
            if (pause.isNegative() || pause.isZero() || pause.compareTo(Latency.LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "'slow-body' must pause for more than 0 and up to 1 day, but was " + pause);
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

    /**
     * Sends bytes that are not valid HTTP instead of the response, then closes the connection.
     *
     * <pre>{@code
     * mock.script(Scope.ANY, Step.fault(new Fault.Garbage()));
     * StepVerifier.create(client.reconnect(backend)).verifyComplete(); // the client tried again
     * }</pre>
     */
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

    /**
     * Sends nothing; the connection stays open until the client or the mock closes it.
     *
     * <pre>{@code
     * mock.script(Scope.ANY, Step.fault(new Fault.NoAnswer()));
     * StepVerifier.create(client.reconnect(backend).timeout(Duration.ofMillis(200)))
     *         .verifyError(TimeoutException.class);
     * }</pre>
     */
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

    /**
     * The point in a response at which a fault applies.
     *
     * <pre>{@code
     * mock.script(Scope.ANY, Step.fault(new Fault.Reset(Fault.Moment.AFTER_ANSWER)));
     * StepVerifier.create(client.reconnect(backend)).verifyComplete();
     * assertThat(mock.journal().count()).isEqualTo(1); // the client had its answer
     * }</pre>
     */
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
    }

    /**
     * The kinds of faults, one per implementation of this interface.
     *
     * <pre>{@code
     * Fault fault = Fault.parse("slow-body:50ms");
     * assertThat(fault.kind()).isEqualTo(Fault.Kind.SLOW_BODY);
     * }</pre>
     */
    enum Kind {
        /** {@link Delay}. */
        DELAY,
        /** {@link Reset}. */
        RESET,
        /** {@link Stall}. */
        STALL,
        /** {@link Truncate}. */
        TRUNCATE,
        /** {@link SlowBody}. */
        SLOW_BODY,
        /** {@link Garbage}. */
        GARBAGE,
        /** {@link NoAnswer}. */
        NO_ANSWER;

        /** Returns the name used in text, such as {@code slow-body}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
        return FaultText.of(Objects.requireNonNull(text, "text")).fault();
    }
}
