package io.github.apimreconnect.it.bench.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A child JVM and its figures from Linux. */
final class Child implements AutoCloseable {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    private static final Pattern JVM_THREAD = Pattern.compile("C[12] |G1 |GC |VM|Attach Listener");

    private final Process process;

    private Child(Process process) {
        this.process = process;
        // When the benchmark ends, so do its processes.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /**
     * Runs {@code java} with these arguments; standard error goes to a log, as does standard output unless it is read.
     */
    static Child java(Path log, boolean readOutput, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(BIN.resolve("java").toString()));
        command.addAll(arguments);
        return start(log, readOutput, new ProcessBuilder(command));
    }

    /** Runs any command with more variables; its output goes to a log. */
    static Child command(Path log, List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return start(log, false, builder);
    }

    private static Child start(Path log, boolean readOutput, ProcessBuilder builder) throws IOException {
        if (readOutput) {
            builder.redirectError(log.toFile());
        } else {
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
        }
        return new Child(builder.start());
    }

    /** Returns the arguments to run a class of this package. */
    static List<String> ofClass(Class<?> main, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        all.addAll(List.of(arguments));
        return all;
    }

    Process process() {
        return process;
    }

    /** Returns user plus system time, in steps of 10 ms. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    long residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024;
    }

    /** Returns the number of Java threads, without the JVM's compiler and GC threads, which come and go. */
    long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return tasks.map(Child::threadName)
                    .filter(name -> !JVM_THREAD.matcher(name).lookingAt())
                    .count();
        }
    }

    private static String threadName(Path task) {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (IOException ended) {
            return "VM";
        }
    }

    /** Returns the bytes that survive a full GC. */
    long liveHeap() throws IOException {
        Process jcmd = new ProcessBuilder(
                        BIN.resolve("jcmd").toString(), Long.toString(process.pid()), "GC.class_histogram")
                .start();
        try (var output = jcmd.inputReader()) {
            return output.lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[2]))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
