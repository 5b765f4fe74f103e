package io.github.apimreconnect.it.load;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The live heap, after a GC, when a quarter, a half, three quarters and all of a fleet's outcomes have come. */
final class HeapMarks {
    private static final int MARKS = 4;

    private final long step;
    private final List<Long> bytes = new CopyOnWriteArrayList<>();

    HeapMarks(long outcomes) {
        step = outcomes / MARKS;
    }

    /** Called with the number of each outcome; holds up the run while it measures. */
    void reached(long outcome) {
        if (outcome % step == 0) {
            bytes.add(Footprint.liveHeap());
        }
    }

    /** Returns by how many bytes any later mark exceeds the first. */
    long growth() {
        return bytes.stream().mapToLong(mark -> mark - bytes.get(0)).max().orElse(0);
    }

    @Override
    public String toString() {
        return bytes.stream()
                .map(mark -> String.format(Locale.ROOT, "%.1f", mark / 1048576.0))
                .collect(Collectors.joining(", ", "live heap ", " MiB"));
    }
}
