package io.github.apimreconnect.it.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * CPU per call of two ways to make the same calls: rounds in turn in this process, once neither falls any more.
 *
 * @param usual microseconds a call, median
 * @param other microseconds a call, median
 * @param ratio of the other to the usual: the median of the pairs of rounds
 * @param warmUp rounds of each until then
 */
record CpuRatio(double usual, double other, double ratio, int warmUp) {
    private static final int ROUNDS = 7;
    private static final int LAST = 3;
    /** CPU per call still falls if a recent round took less than this share of all before. */
    private static final double FALLING = 0.97;

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static CpuRatio of(Runnable usual, Runnable other, int calls, int mostWarmUpSeconds) {
        List<Double> usuals = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        long end = System.nanoTime() + mostWarmUpSeconds * 1_000_000_000L;
        while ((isFalling(usuals) || isFalling(others)) && System.nanoTime() < end) {
            usuals.add(micros(usual, calls));
            others.add(micros(other, calls));
        }
        int warmUp = usuals.size();
        usuals.clear();
        others.clear();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            // The first of a pair may pay for the garbage of the last.
            boolean usualFirst = i % 2 == 0;
            double first = micros(usualFirst ? usual : other, calls);
            double second = micros(usualFirst ? other : usual, calls);
            usuals.add(usualFirst ? first : second);
            others.add(usualFirst ? second : first);
            ratios.add(others.get(i) / usuals.get(i));
        }
        return new CpuRatio(median(usuals), median(others), median(ratios), warmUp);
    }

    static boolean isFalling(List<Double> rounds) {
        int before = rounds.size() - LAST;
        return before < LAST
                || Collections.min(rounds.subList(before, rounds.size()))
                        < FALLING * Collections.min(rounds.subList(0, before));
    }

    private static double micros(Runnable round, int calls) {
        long before = PROCESS.getProcessCpuTime();
        round.run();
        return (PROCESS.getProcessCpuTime() - before) / 1e3 / calls;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
