package io.github.apimreconnect.mockarm.internal.journal;

import java.util.ArrayList;
import java.util.List;

/** Callbacks for each entry written. While there are none, an entry costs one volatile read. Thread-safe. */
public final class Arrivals {
    /** Each entry calls all of them. */
    public static final int MOST = 64;

    private volatile List<Runnable> waiting = List.of();

    /** Adds a callback, which must be quick and not throw; returns false if there are {@link #MOST}. */
    public synchronized boolean add(Runnable callback) {
        if (waiting.size() >= MOST) {
            return false;
        }
        List<Runnable> more = new ArrayList<>(waiting);
        more.add(callback);
        waiting = List.copyOf(more);
        return true;
    }

    /** Removes a callback, if it is there. */
    public synchronized void remove(Runnable callback) {
        waiting = waiting.stream().filter(one -> one != callback).toList();
    }

    /** Returns the number of callbacks. */
    public int count() {
        return waiting.size();
    }

    void tell() {
        List<Runnable> told = waiting;
        if (!told.isEmpty()) {
            told.forEach(Runnable::run);
        }
    }
}
