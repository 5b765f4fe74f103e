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
            throw new BadSettingException("faultRate", " must be from 0 to 1, but was " + rate);
        }
        if (rate > 0 && kinds.isEmpty()) {
            throw new BadSettingException("faultKinds", " must name a fault or a canned answer");
        }
        for (Step kind : kinds) {
            if (kind.times() != 1) {
                throw new BadSettingException("faultKinds", ": '" + kind + "' has a count, which only a script can");
            }
        }
        kinds = List.copyOf(kinds);
    }
}
