package io.github.apimreconnect.mockarm.internal.arm;

import java.util.Optional;

/** Half of a character, which UTF-8 cannot encode: Java sends a question mark instead, a wildcard in a pattern. */
public final class LoneSurrogate {
    private LoneSurrogate() {}

    /** Returns the problem with a text that has one, worded to follow the name of a field. */
    public static Optional<String> problem(String text) {
        return text.codePoints()
                .filter(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                .mapToObj(point -> String.format("must not have lone surrogates, but has U+%04X", point))
                .findFirst();
    }
}
