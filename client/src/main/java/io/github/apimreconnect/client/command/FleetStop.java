package io.github.apimreconnect.client.command;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Stops a fleet: the first signal politely, the second at once. */
final class FleetStop {
    /** How long the requests in flight have. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Sinks.Empty<Void> stop = Sinks.empty();
    private final Report report;
    private final AtomicBoolean signaled = new AtomicBoolean();
    private State state = State.PREPARING;
    private boolean interrupted;
    private FleetProgress progress = new FleetProgress() {
        @Override
        public void print(String line) {}

        @Override
        public void close() {}
    };

    private enum State {
        PREPARING,
        RUNNING,
        ENDED
    }

    FleetStop(Report report) {
        this.report = report;
    }

    /** Starts to watch for signals. */
    static FleetStop watch(Report report) {
        FleetStop stop = new FleetStop(report);
        StopSignals.handle(stop::signaled);
        return stop;
    }

    private void signaled() {
        if (isLast()) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
        }
    }

    /** Handles a signal; returns whether to end the process. */
    boolean isLast() {
        // Before the lock: the first signal holds it while it prints, and the reader of stderr may be stuck.
        return !signaled.compareAndSet(false, true) || interrupt();
    }

    private synchronized boolean interrupt() {
        interrupted = true;
        if (state == State.PREPARING) {
            report.failed(Problem.interrupted(false));
            return true;
        }
        if (state == State.RUNNING) {
            stop();
            progress.print(
                    "stopping; what is in flight has " + PATIENCE.toSeconds() + " s, another Ctrl-C ends it at once");
        }
        return false;
    }

    synchronized void running(FleetProgress shown) {
        state = State.RUNNING;
        progress = shown;
    }

    /** Begins the report of the result; later signals do not change it. Returns whether there was an earlier one. */
    synchronized boolean ended() {
        state = State.ENDED;
        return interrupted;
    }

    /** Stops as by a signal, but without being interrupted. Returns whether it had not stopped before. */
    boolean stop() {
        return stop.tryEmitEmpty().isSuccess();
    }

    /** Stops because the first calls failed without an answer. */
    void hopeless(int calls) {
        if (stop()) {
            progress.print("stopping, since none of the first " + calls + " calls was answered");
        }
    }

    /** Completes when nothing more is to be sent. */
    Publisher<Void> whenStopped() {
        return stop.asMono();
    }

    /** Emits when the requests in flight have had their time. */
    Publisher<Long> whenOutOfPatience() {
        return stop.asMono().then(Mono.delay(PATIENCE));
    }
}
