package io.github.apimreconnect.mockarm;

import java.util.List;

/**
 * Faults and answers that strike at random.
 *
 * @param rate the share of requests that are struck, from 0 to 1
 * @param kinds what strikes them, each as likely
 * @param seed the seed: the same seed strikes the same requests, in the order they come
 */
record RandomFaults(double rate, List<Step> kinds, long seed) {
    static final RandomFaults NONE = new RandomFaults(0, List.of(), 0);

    RandomFaults {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("'faultRate' must be from 0 to 1, but was " + rate);
        }
        if (rate > 0 && kinds.isEmpty()) {
            throw new IllegalArgumentException("'faultKinds' must name a fault or a canned answer");
        }
        kinds = List.copyOf(kinds);
    }
}
