package io.github.apimreconnect.it.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs scripts in folders of their own, with a home directory there. Their proxy for every host but localhost records
 * the request and hangs up.
 */
final class Workplace implements AutoCloseable {
    static final Map<String, String> QUIET =
            Map.of("AZURE_CORE_COLLECT_TELEMETRY", "0", "AZURE_CORE_NO_COLOR", "1", "LC_ALL", "C.UTF-8");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> outside = new CopyOnWriteArrayList<>();
    private final Path root;

    /** Creates an empty one in a folder. */
    Workplace(Path root) throws IOException {
        this.root = root;
        clear(root);
        Files.createDirectories(root);
        Thread thread = new Thread(this::hangUp, "no-way-out");
        thread.setDaemon(true);
        thread.start();
    }

    /** The exit code and the output, with stderr in between. */
    record Result(int exitCode, String output) {}

    Path folder(String name) throws IOException {
        return Files.createDirectories(root.resolve(name));
    }

    /** Runs a script until it exits, and stops at its first failure. */
    Result run(String name, String script) throws IOException, InterruptedException {
        Path folder = folder(name);
        Path file = Files.writeString(folder.resolve("script.sh"), script + "\n");
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(QUIET);
        environment.put("PATH", Tools.PATH);
        environment.put("HOME", folder.toString());
        environment.put("AZURE_CONFIG_DIR", folder("azure").toString());
        String address = "http://localhost:" + proxy.getLocalPort();
        for (String variable : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) {
            environment.put(variable, address);
        }
        environment.put("NO_PROXY", "localhost");
        environment.put("no_proxy", "localhost");
        Process process = builder.start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            throw new AssertionError(
                    "It did not end within " + LIMIT + ": " + script + "\n" + Files.readString(output));
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    /** Writes what was run, what it printed and what the mock received. */
    void transcript(String name, String script, Result result, List<String> received) throws IOException {
        String text = script + "\n\n--- output, exit code " + result.exitCode() + "\n" + result.output()
                + "\n--- received by the mock\n" + String.join("\n", received) + "\n";
        Files.writeString(root.resolve(name + ".txt"), text);
    }

    /** Returns the requests to other hosts. */
    List<String> outside() {
        return List.copyOf(outside);
    }

    private static void clear(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path one : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(one);
                }
            }
        }
    }

    private void hangUp() {
        while (!proxy.isClosed()) {
            try (Socket caller = proxy.accept()) {
                outside.add(firstLine(caller));
            } catch (IOException closed) {
                // The test is over, or the caller has gone.
            }
        }
    }

    private static String firstLine(Socket caller) throws IOException {
        caller.setSoTimeout(5_000);
        InputStreamReader text = new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII);
        return String.valueOf(new BufferedReader(text).readLine());
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
