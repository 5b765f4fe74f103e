package io.github.apimreconnect.it.bench.mock;

import io.github.apimreconnect.it.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A running contender that has answered its first 202.
 *
 * @param contender the contender
 * @param child its process
 * @param port its port, without TLS
 * @param firstAnswer from the start of the process to the first 202
 */
record Server(Contender contender, Child child, int port, Duration firstAnswer) implements AutoCloseable {
    static Server start(Contender contender, Options options) throws IOException, InterruptedException {
        int port = FreePort.find();
        Path log = options.folder().resolve(contender.key() + ".log");
        List<String> arguments = new ArrayList<>(options.jvm());
        arguments.addAll(contender.command().apply(port));
        long started = System.nanoTime();
        Child child = Child.java(log, false, arguments);
        try {
            Probe.awaitAccepted(port, child.process(), log);
            Duration firstAnswer = Duration.ofNanos(System.nanoTime() - started);
            check(contender, port);
            return new Server(contender, child, port, firstAnswer);
        } catch (IOException | InterruptedException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    /** Throws unless an enforcing contender refuses what violates the contract. */
    static void check(Contender contender, int port) throws IOException {
        if (contender.enforces()) {
            refuse(contender, port, SampleRequest.ACCEPTED.withVersion("2016-10-10"));
            refuse(contender, port, SampleRequest.ACCEPTED.withAuthorization("Basic x"));
            refuse(contender, port, SampleRequest.ACCEPTED.withBody("{\"properties\":{\"after\":\"soon\"}}"));
        }
    }

    private static void refuse(Contender contender, int port, SampleRequest request) throws IOException {
        int status = Probe.status(port, request);
        if (status < 400 || status > 499) {
            throw new IllegalStateException(contender.name() + " answered " + status + " to what it must refuse");
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
