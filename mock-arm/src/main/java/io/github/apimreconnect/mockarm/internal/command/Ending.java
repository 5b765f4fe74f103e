package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.connection.InternalErrors;
import io.github.apimreconnect.mockarm.internal.journal.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The end of a run, by a signal or by a failure to start: lets requests finish, writes the report, prints the verdict
 * and removes the run's files. Happens once. Thread-safe.
 */
final class Ending {
    private final RunFiles files;
    private final ReportFile report;
    private final Console console;
    private final Set<FailOn> failOn;
    private final PrintWriter err;
    private @Nullable ArmServer mock;
    private boolean ended;

    Ending(RunFiles files, ReportFile report, Console console, Set<FailOn> failOn, PrintWriter err) {
        this.files = files;
        this.report = report;
        this.console = console;
        this.failOn = failOn;
        this.err = err;
    }

    /** Sets the mock to end, once it has started. */
    synchronized void of(ArmServer started) {
        mock = started;
    }

    /**
     * Ends the run, or waits until another thread has.
     *
     * @param exit called last with the exit code, if the verdict decides it and this thread ended the run
     */
    void end(IntConsumer exit) {
        Integer code = once();
        if (code != null) {
            exit.accept(code);
        }
    }

    private synchronized @Nullable Integer once() {
        if (ended) {
            return null;
        }
        ended = true;
        files.removeReady();
        try {
            return mock == null ? null : judge(mock);
        } catch (RuntimeException e) {
            err.println("mock-arm: internal error");
            e.printStackTrace(err);
            err.flush();
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            files.removeAll();
        }
    }

    /** Returns the exit code, even if the mock cannot be closed: requests may have been refused. */
    private @Nullable Integer judge(ArmServer running) {
        try {
            running.close();
        } catch (RuntimeException e) {
            InternalErrors.log("the mock was not closed", e);
        }
        return judge(running.memory().verdict());
    }

    /** Returns the exit code, or null to leave it to the signal. */
    private @Nullable Integer judge(Verdict verdict) {
        boolean isWritten = write(verdict);
        boolean failed = failOn.stream().anyMatch(kind -> kind.count(verdict) > 0);
        if (failed) {
            err.println("mock-arm: failed: " + Summary.of(verdict));
        }
        print(verdict);
        err.flush();
        if (failed) {
            return FailOn.EXIT_CODE;
        }
        if (!isWritten) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        return failOn.isEmpty() ? null : Integer.valueOf(CommandLine.ExitCode.OK);
    }

    private boolean write(Verdict verdict) {
        try {
            report.write(verdict);
            return true;
        } catch (IOException e) {
            err.println("mock-arm: " + e.getMessage());
            return false;
        }
    }

    private void print(Verdict verdict) {
        try {
            long lost = console.end(verdict);
            if (lost > 0) {
                err.println("mock-arm: " + lost + " lines were not printed: standard output is blocked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
