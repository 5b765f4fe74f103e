package io.github.apimreconnect.mockarm;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where in an answer a {@link Fault} strikes. */
public enum Moment {
    /** The request is read, and nothing of the answer is sent. */
    BEFORE_ANSWER,
    /** Half the head is sent. */
    IN_HEAD,
    /** The head and half the body are sent; an answer without a body promises one that does not come. */
    IN_BODY,
    /** The answer is sent whole, and the client has had 100 ms to read it. */
    AFTER_ANSWER;

    /** Returns the name in texts, such as {@code in-body}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Moment parse(String text) {
        return Arrays.stream(values())
                .filter(moment -> moment.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no moment; there are "
                        + Arrays.stream(values()).map(Moment::toString).collect(Collectors.joining(", "))));
    }
}
