package io.github.apimreconnect.mockarm.internal.dispatch;

import io.github.apimreconnect.mockarm.InlineStep;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import java.util.List;

/**
 * Faults and canned answers applied at random.
 *
 * @param rate the share of requests affected, from 0 to 1
 * @param kinds the faults and answers, each equally likely
 * @param seed the seed: the same seed affects the same requests, in order of arrival
 */
public record RandomFaults(double rate, List<Step> kinds, long seed) {
    public static final RandomFaults NONE = new RandomFaults(0, List.of(), 0);

    public RandomFaults {
        if (!(rate >= 0 && rate <= 1)) {
            throw new BadSettingException("faultRate", " must be from 0 to 1, but was " + rate);
        }
        if (rate > 0 && kinds.isEmpty()) {
            throw new BadSettingException("faultKinds", " must name a fault or a canned answer");
        }
        for (Step kind : kinds) {
            if (kind instanceof InlineStep) {
                throw new BadSettingException(
                        "faultKinds",
                        ": '" + kind.answer() + "' is an inline answer, which is only allowed in scripts");
            }
            if (kind.times() != 1) {
                throw new BadSettingException(
                        "faultKinds", ": '" + kind + "' has a count, which is only allowed in scripts");
            }
        }
        kinds = List.copyOf(kinds);
    }
}
