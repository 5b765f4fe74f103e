package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Loads a server until its CPU per request has stopped falling. A JVM goes on compiling for minutes: a server measured
 * after a fixed warm-up is measured on its way down.
 *
 * @param windowSeconds the length of one measurement
 * @param mostSeconds the maximum duration of the warm-up
 */
record WarmUp(int windowSeconds, int mostSeconds) {
    private static final int WINDOWS = 3;
    /** A large server can look level while its code waits for the compiler: WireMock did, at eight times its plateau. */
    private static final int LEAST_SECONDS = 60;

    private static final double SPREAD = 1.03;

    /** How to read {@link Plateau#reached()}. */
    static final String RULE = WINDOWS + " windows in a row within 3 %, not before " + LEAST_SECONDS + " s";

    /**
     * The end of a warm-up.
     *
     * @param micros CPU per request in the last windows
     * @param seconds of load until then
     * @param reached whether the CPU per request had stopped falling
     */
    record Plateau(double micros, int seconds, boolean reached) {}

    Plateau of(Generator generator, Server server) throws IOException {
        List<Double> windows = new ArrayList<>();
        while ((!isLevel(windows) || windows.size() * windowSeconds < LEAST_SECONDS)
                && (windows.size() + 1) * windowSeconds <= mostSeconds) {
            windows.add(cpuMicros(generator, server));
        }
        return new Plateau(mean(last(windows)), windows.size() * windowSeconds, isLevel(windows));
    }

    private double cpuMicros(Generator generator, Server server) throws IOException {
        Duration before = server.child().cpu();
        Load load = generator.run(LoadOrder.forSeconds(server.port(), windowSeconds));
        return server.child().cpu().minus(before).toNanos() / 1e3 / load.requests();
    }

    static boolean isLevel(List<Double> windows) {
        List<Double> last = last(windows);
        return last.size() == WINDOWS && Collections.max(last) <= SPREAD * Collections.min(last);
    }

    private static List<Double> last(List<Double> windows) {
        return windows.subList(Math.max(0, windows.size() - WINDOWS), windows.size());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
