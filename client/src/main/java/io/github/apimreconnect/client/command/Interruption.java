package io.github.apimreconnect.client.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Reports a SIGINT or SIGTERM that ends the process during a call, and sets the exit code for it. */
final class Interruption {
    private static final int PATIENCE_SECONDS = 5;

    private final AtomicBoolean reporting = new AtomicBoolean();
    private final CountDownLatch reported = new CountDownLatch(1);
    private volatile ExitCode exit = ExitCode.INTERRUPTED;

    private Interruption() {}

    /**
     * Starts watching for signals.
     *
     * @param sent whether a request has been sent by then
     */
    static Interruption watch(Report report, BooleanSupplier sent) {
        Interruption interruption = new Interruption();
        Thread hook = new Thread(() -> interruption.ends(report, sent), "apim-reconnect-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return interruption;
    }

    /** Reports the result, unless an interruption has already been reported and the process is ending. */
    ExitCode report(Supplier<ExitCode> result) {
        while (!reporting.compareAndSet(false, true)) {
            LockSupport.park(this);
        }
        try {
            exit = ExitCode.INTERNAL_ERROR; // until there is a result
            exit = result.get();
            return exit;
        } finally {
            reported.countDown();
        }
    }

    /** Runs at every process exit. A signal arriving with the result must not cut it off or change its exit code. */
    private void ends(Report report, BooleanSupplier sent) {
        try {
            if (reporting.compareAndSet(false, true)) {
                report.failed(Problem.interrupted(sent.getAsBoolean()));
            } else if (!reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            return; // shutdown hooks are not interrupted
        }
        Runtime.getRuntime().halt(exit.code());
    }
}
