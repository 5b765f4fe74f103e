package io.github.apimreconnect.it.jmeter;

import io.github.apimreconnect.it.FreePort;
import io.github.apimreconnect.it.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JMeter server in a JVM of its own, on loopback. */
final class RemoteEngine implements AutoCloseable {
    private final int port;
    private final Process process;

    private RemoteEngine(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static RemoteEngine start(int number, Path folder) throws IOException {
        int port = FreePort.find();
        List<String> options = List.of("-Xmx512m", "-Djava.awt.headless=true", "-Djava.rmi.server.hostname=127.0.0.1");
        Process process = new ProcessBuilder(Jdk.current()
                        .program(options, EngineMain.class, Integer.toString(port), Integer.toString(number)))
                .redirectError(folder.resolve("engine-" + number + ".log").toFile())
                .start();
        RemoteEngine engine = new RemoteEngine(port, process);
        engine.awaitReady();
        return engine;
    }

    private void awaitReady() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("ready")) {
                return;
            }
        }
        throw new AssertionError("A JMeter server did not start, see engine-*.log");
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    /** Returns whether its process ends within ten seconds. */
    boolean ends() throws InterruptedException {
        return process.waitFor(10, TimeUnit.SECONDS);
    }

    boolean portIsFree() {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
