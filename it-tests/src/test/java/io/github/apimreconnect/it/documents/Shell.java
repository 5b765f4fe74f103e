package io.github.apimreconnect.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A shell in a folder; closing it ends the processes it started. */
final class Shell implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final Map<String, String> environment;
    private final List<Process> started = new ArrayList<>();
    private final StringBuilder variables = new StringBuilder("set -eo pipefail\n");

    Shell(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** The output and exit code of a command. */
    record Result(int exitCode, String out, String err) {
        @Override
        public String toString() {
            return "exit code " + exitCode + "\n" + out + "\n" + err;
        }
    }

    /** Sets a variable for later commands, as {@code NAME=value} does. */
    void set(String assignment) {
        variables.append(assignment).append('\n');
    }

    /** Runs a command until it exits. */
    Result run(String command, Duration limit) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = start(command, out, err);
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            end(process);
        }
        Result result = new Result(ended ? process.exitValue() : -1, Files.readString(out), Files.readString(err));
        if (!ended) {
            throw new AssertionError("It did not end within " + limit + ": " + command + "\n" + result);
        }
        return result;
    }

    /** Starts a long-running command, and waits until its output contains a text. */
    Process await(String command, String text, Duration limit) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = start(command, out, err);
        long end = System.nanoTime() + limit.toNanos();
        while (!Files.readString(out).contains(text)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                end(process);
                throw new AssertionError("It did not print '" + text + "': " + command + "\n" + Files.readString(out)
                        + Files.readString(err));
            }
        }
        return process;
    }

    private Process start(String command, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", variables + command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        // Maven passes its own settings to child processes.
        builder.environment().keySet().removeIf(name -> name.equals("MAVEN_PROJECTBASEDIR"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Ends a command and its child processes, as Ctrl-C does. */
    static void end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle handle : all) {
            handle.onExit()
                    .completeOnTimeout(handle, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            handle.destroyForcibly();
        }
    }

    @Override
    public void close() {
        started.stream().filter(Process::isAlive).forEach(Shell::end);
    }
}
