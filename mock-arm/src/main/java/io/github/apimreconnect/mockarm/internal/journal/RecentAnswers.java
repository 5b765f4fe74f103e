package io.github.apimreconnect.mockarm.internal.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The answers to the newest requests, within a limit of bytes, by the numbers of the requests. Not thread-safe. */
final class RecentAnswers {
    static final int CAPACITY = 512;
    private static final long MAX_BYTES = 4L * 1024 * 1024;

    private final @Nullable PlannedAnswer[] answers = new PlannedAnswer[CAPACITY];
    /** Stored outside the answers: the oldest is cold. */
    private final int[] weights = new int[CAPACITY];
    /** The number of the oldest that is kept. */
    private long oldest = 1;

    private long newest;
    private long bytes;

    /** Adds the answer to the next request, and drops the oldest beyond the limits. */
    void add(long number, PlannedAnswer answer) {
        if (number - oldest >= CAPACITY) {
            drop();
        }
        newest = number;
        int place = place(number);
        answers[place] = answer;
        weights[place] = answer.weight();
        bytes += weights[place];
        while (bytes > MAX_BYTES) {
            drop();
        }
    }

    /** Returns the answer to a request, or null if it was dropped. */
    @Nullable
    PlannedAnswer get(long number) {
        return number < oldest || number > newest ? null : answers[place(number)];
    }

    void clear() {
        Arrays.fill(answers, null);
        oldest = 1;
        newest = 0;
        bytes = 0;
    }

    private void drop() {
        int place = place(oldest);
        bytes -= weights[place];
        answers[place] = null;
        oldest++;
    }

    private static int place(long number) {
        return (int) (number % CAPACITY);
    }
}
