package io.github.apimreconnect.client.command;

import io.github.apimreconnect.client.FleetOptions;
import io.github.apimreconnect.client.FleetOutcome;
import io.github.apimreconnect.client.FleetPlan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** How far a fleet is, how fast it goes, and how long it will take. Thread-safe. */
final class FleetMeter {
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final double refillPerSecond;
    private final long total;
    private final Map<String, Long> remaining = new HashMap<>();
    /** The subscriptions whose latest call waited for the bucket. */
    private final Set<String> waiting = new HashSet<>();

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long done;
    private long problems;
    private long notAttempted;

    private record Sample(long at, long done) {}

    FleetMeter(FleetPlan plan, FleetOptions options, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.refillPerSecond = options.getWriteBudgetRefillPerSecond() * options.getBudgetShare();
        this.total = plan.backends();
        plan.subscriptions().forEach((subscription, part) -> remaining.put(subscription, part.backends()));
        samples.add(new Sample(nanoTime.getAsLong(), 0));
    }

    synchronized void add(FleetOutcome outcome) {
        switch (outcome.kind()) {
            case ACCEPTED -> done++;
            case REFUSED, FAILED -> {
                done++;
                problems++;
            }
            case NOT_ATTEMPTED -> notAttempted++;
        }
        String subscription = outcome.backend().subscription().toLowerCase(Locale.ROOT);
        long left = remaining.merge(subscription, -1L, Long::sum);
        if (left > 0 && !outcome.waited().isZero()) {
            waiting.add(subscription);
        } else {
            waiting.remove(subscription);
        }
    }

    long total() {
        return total;
    }

    synchronized long done() {
        return done;
    }

    /** Returns rate, waiting subscriptions and time left. Keeps a sample of each call for ten seconds. */
    synchronized String pace() {
        long now = nanoTime.getAsLong();
        samples.add(new Sample(now, done));
        while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        double rate = now == first.at() ? 0 : (done - first.done()) * 1e9 / (now - first.at());
        return Shown.decimal(rate) + "/s, " + Shown.count(waiting.size(), "subscription") + " waiting, "
                + timeLeft(rate);
    }

    /** The slowest subscription decides: those that wait go at the pace of their bucket. */
    private String timeLeft(double rate) {
        double seconds = rate > 0 ? (total - notAttempted - done) / rate : -1;
        for (String subscription : waiting) {
            seconds = Math.max(seconds, remaining.getOrDefault(subscription, 0L) / refillPerSecond);
        }
        return seconds < 0 ? "time left unknown" : Shown.duration(Duration.ofSeconds(Math.round(seconds))) + " left";
    }

    /** Returns everything, for a line of its own; at the end, without the pace. */
    synchronized String line() {
        return done + " of " + Shown.count(total, "backend") + (problems == 0 ? "" : ", " + problems + " not accepted")
                + (notAttempted == 0 ? "" : ", " + notAttempted + " not attempted")
                + (done + notAttempted == total ? "" : ", " + pace());
    }
}
