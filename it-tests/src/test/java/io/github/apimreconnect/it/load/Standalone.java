package io.github.apimreconnect.it.load;

import io.github.apimreconnect.it.Jar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The packaged mock as a separate process on a free port, ready to serve. */
final class Standalone implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final BufferedReader output;
    private final URI endpoint;
    private final URI httpEndpoint;

    Standalone(Path folder, String... options) throws IOException {
        this(folder, List.of(), options);
    }

    /** Starts a mock with an extra JVM option. */
    static Standalone with(Path folder, String ofJvm, String... options) throws IOException {
        return new Standalone(folder, List.of(ofJvm), options);
    }

    private Standalone(Path folder, List<String> ofJvm, String... options) throws IOException {
        this.folder = folder;
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--port", "0", "--tls-dir", folder.resolve("tls").toString()));
        ProcessBuilder builder = Jar.builder(Jar.MOCK, all.toArray(new String[0]));
        builder.command().addAll(1, ofJvm);
        this.process = builder.redirectError(folder.resolve("stderr").toFile()).start();
        this.output = process.inputReader(StandardCharsets.UTF_8);
        String ready = output.readLine();
        if (ready == null) {
            throw new AssertionError("The mock did not start: " + errors());
        }
        // mock-arm ready https://localhost:8443 http://localhost:8443
        String[] words = ready.split(" ", -1);
        this.endpoint = URI.create(words[2]);
        this.httpEndpoint = URI.create(words[3]);
    }

    URI endpoint() {
        return endpoint;
    }

    URI httpEndpoint() {
        return httpEndpoint;
    }

    X509Certificate authority() throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(folder.resolve("tls/ca.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    /** Terminates the process, and returns the {@link System#nanoTime} of its end. */
    CompletableFuture<Long> terminate() {
        CompletableFuture<Long> ended = process.onExit().thenApply(gone -> System.nanoTime());
        // Process.destroy would also close its output.
        process.toHandle().destroy();
        return ended;
    }

    int exitCode() {
        return process.exitValue();
    }

    String errors() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
