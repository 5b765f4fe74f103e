package io.github.apimreconnect.it.image;

import io.github.apimreconnect.it.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The image as a container engine runs it: its user, variables and entry point; process 1 of its own; a read-only root
 * folder, except for {@code /tmp} and {@code /tls}, from which nothing can be executed. Only the network is this
 * machine's, so each container has its own port.
 */
final class Container implements AutoCloseable {
    /** Arguments: root folder, user and group, then the variables and the command. */
    private static final String RUN = """
            root=$1 user=$2; shift 2
            mount --bind "$root" "$root"
            mount -o remount,bind,ro "$root"
            for folder in tmp tls; do
                mount -t tmpfs -o nosuid,nodev,noexec,mode=1777 tmpfs "$root/$folder"
            done
            mount --rbind /dev "$root/dev"
            mount -t proc proc "$root/proc"
            cd "$root"
            exec chroot --userspec="$user" --groups= "$root" /usr/bin/env -i "$@"
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 2;

    private final Image image;
    private final Map<String, String> environment;
    private final Path log;
    private final int port;
    private final Process engine;
    private final Duration ready;

    private Container(Image image, Map<String, String> environment, Path log) throws IOException, InterruptedException {
        this.image = image;
        this.log = log;
        this.port = FreePort.find();
        this.environment = new HashMap<>(image.environment());
        this.environment.put("MOCK_ARM_PORT", "" + port);
        this.environment.putAll(environment);
        long started = System.nanoTime();
        this.engine = start(image.entrypoint(), log);
        try {
            awaitReady(started);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            end(engine);
            throw e;
        }
        this.ready = Duration.ofNanos(System.nanoTime() - started);
    }

    private void awaitReady(long started) throws IOException, InterruptedException {
        while (!Files.readString(log).contains("mock-arm ready ")) {
            if (engine.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)
                    || System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new AssertionError("The container did not become ready:\n" + Files.readString(log));
            }
        }
    }

    /** Runs the image with more variables, and waits until the mock is ready. */
    static Container run(Image image, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        return new Container(image, environment, Files.createTempFile(folder, "container", ".log"));
    }

    /** Runs a command in another container with the same variables, such as the health check, and returns its exit code. */
    int execute(List<String> command) throws IOException, InterruptedException {
        Process process = start(command, Files.createTempFile(log.getParent(), "command", ".log"));
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It did not end: " + command);
            }
            return process.exitValue();
        } finally {
            end(process);
        }
    }

    private Process start(List<String> command, Path output) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--"));
        all.addAll(List.of("sh", "-euc", RUN, "sh", image.root().toString(), image.user()));
        environment.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(command);
        return new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    int port() {
        return port;
    }

    /** Returns the time from the start to the line "mock-arm ready", which comes after the TLS certificate. */
    Duration ready() {
        return ready;
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /** Returns process 1 of the container, as this machine sees it. */
    ProcessHandle process() {
        return engine.children().findFirst().orElseThrow();
    }

    /** Returns a file of the running container. */
    Path file(String path) {
        return Path.of("/proc", Long.toString(process().pid()), "root", path);
    }

    /** Returns a file about process 1. */
    String status(String file) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process().pid()), file));
    }

    /** Sends SIGTERM, as {@code docker stop} does. */
    void stop() {
        process().destroy();
    }

    int awaitExit() throws InterruptedException {
        if (!engine.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The container did not end");
        }
        return engine.exitValue();
    }

    @Override
    public void close() {
        end(engine);
    }

    /**
     * Ends process 1 of a container, and with it all others inside; the engine then ends by itself. Ending the engine
     * would not end them: a process that changes its user loses what {@code --kill-child} has set.
     */
    private static void end(Process engine) {
        List<ProcessHandle> inside = engine.children().toList();
        if (inside.isEmpty()) {
            engine.destroyForcibly();
        } else {
            inside.forEach(ProcessHandle::destroyForcibly);
        }
        engine.onExit().join();
    }
}
