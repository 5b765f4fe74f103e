package io.github.apimreconnect.mockarm.internal.event;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The id of an event.
 *
 * @param mock the mock it happened in
 * @param number its number there, from 1
 */
public record EventId(String mock, long number) {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int MOCK = 8;
    private static final int MOST_DIGITS = 18;

    /** Returns a name for a mock that no other has. */
    static String newMock() {
        SecureRandom random = new SecureRandom();
        StringBuilder name = new StringBuilder(MOCK);
        for (int i = 0; i < MOCK; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }

    /** Returns the id that a text stands for, or null. */
    public static @Nullable EventId of(String text) {
        int digits = text.length() - MOCK - 1;
        if (digits < 1 || digits > MOST_DIGITS || text.charAt(MOCK) != '-') {
            return null;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i < MOCK && ALPHABET.indexOf(c) < 0 || i > MOCK && (c < '0' || c > '9')) {
                return null;
            }
            number = i > MOCK ? number * 10 + c - '0' : 0;
        }
        return new EventId(text.substring(0, MOCK), number);
    }

    @Override
    public String toString() {
        return mock + "-" + number;
    }
}
