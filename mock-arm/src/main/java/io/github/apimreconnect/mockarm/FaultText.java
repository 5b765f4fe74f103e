package io.github.apimreconnect.mockarm;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The text form of a fault, taken apart: {@code reset@in-body}, {@code slow-body:50ms}, {@code garbage}.
 *
 * @param kind the kind
 * @param mark {@code @}, {@code :} or, with nothing after the kind, empty
 * @param argument the text after the mark
 */
record FaultText(Fault.Kind kind, String mark, String argument) {
    private static final Duration USUAL_PAUSE = Duration.ofMillis(100);

    static FaultText of(String text) {
        int at = text.indexOf('@');
        int end = at >= 0 ? at : text.indexOf(':');
        return end < 0
                ? new FaultText(named("fault", text, Fault.Kind.values()), "", "")
                : new FaultText(
                        named("fault", text.substring(0, end), Fault.Kind.values()),
                        text.substring(end, end + 1),
                        text.substring(end + 1));
    }

    Fault fault() {
        return switch (kind) {
            case DELAY -> new Fault.Delay(Latency.parse(isMarked(":") ? argument : ""));
            case RESET -> new Fault.Reset(moment(Fault.Moment.BEFORE_ANSWER));
            case STALL -> new Fault.Stall(moment(Fault.Moment.IN_HEAD));
            case TRUNCATE -> new Fault.Truncate(moment(Fault.Moment.IN_BODY));
            case SLOW_BODY -> new Fault.SlowBody(isMarked(":") ? Latency.time(argument) : USUAL_PAUSE);
            case GARBAGE -> alone(new Fault.Garbage());
            case NO_ANSWER -> alone(new Fault.NoAnswer());
        };
    }

    private Fault.Moment moment(Fault.Moment usual) {
        return isMarked("@") ? named("moment", argument, Fault.Moment.values()) : usual;
    }

    private Fault alone(Fault fault) {
        isMarked("");
        return fault;
    }

    /** Returns whether there is an argument; throws if another mark than the expected one precedes it. */
    private boolean isMarked(String expected) {
        if (!mark.isEmpty() && !mark.equals(expected)) {
            throw new IllegalArgumentException("'" + kind + "' does not accept '" + mark + argument + "'");
        }
        return !mark.isEmpty();
    }

    private static <T extends Enum<T>> T named(String what, String text, T[] all) {
        return Arrays.stream(all)
                .filter(one -> one.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown " + what + " '" + text + "'. Known " + what
                        + "s: " + Arrays.stream(all).map(Object::toString).collect(Collectors.joining(", "))));
    }
}
