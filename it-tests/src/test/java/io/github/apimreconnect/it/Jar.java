package io.github.apimreconnect.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged jar, run as users run it. */
public final class Jar {
    public static final Path MOCK = Path.of("../mock-arm/target/mock-arm.jar");
    static final Path COMMAND = Path.of("../client/target/apim-reconnect.jar");

    private Jar() {}

    /** Returns a builder for a process on the tests' JDK. */
    public static ProcessBuilder builder(Path jar, String... args) {
        List<String> command = new ArrayList<>(List.of(Jdk.current().java(), "-jar", jar.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    /** Runs a jar until it exits. */
    static Result run(Path jar, Path folder, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        return run(builder(jar, args).command(), folder, environment);
    }

    /** Runs any command until it exits. */
    public static Result run(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                throw new AssertionError("It did not end: " + String.join(" ", builder.command()));
            }
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The exit code and output. */
    public record Result(int exitCode, String out, String err) {}
}
