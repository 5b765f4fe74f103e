package io.github.apimreconnect.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failures before the last one: the first, the latest few, and the number between them. */
final class EarlierFailures {
    private static final int LATEST = 4;

    private final Deque<Throwable> latest = new ArrayDeque<>(LATEST);
    private @Nullable Throwable first;
    private int leftOut;

    synchronized void add(Throwable failure) {
        if (first == null) {
            first = failure;
            return;
        }
        if (latest.size() == LATEST) {
            latest.removeFirst();
            leftOut++;
        }
        latest.addLast(failure);
    }

    /** Returns the kept failures, in order, with a note in place of those left out. */
    synchronized List<Throwable> kept() {
        List<Throwable> kept = new ArrayList<>();
        if (first != null) {
            kept.add(first);
        }
        if (leftOut > 0) {
            kept.add(new LeftOut(leftOut));
        }
        kept.addAll(latest);
        return kept;
    }

    /** A placeholder for failures that were not kept. */
    private static final class LeftOut extends Exception {
        private static final long serialVersionUID = 1L;

        LeftOut(int count) {
            super(text(count), null, false, false);
        }

        private static String text(int count) {
            return count == 1
                    ? "1 failure omitted, from attempt 2"
                    : count + " failures omitted, from attempts 2 to " + (count + 1);
        }
    }
}
