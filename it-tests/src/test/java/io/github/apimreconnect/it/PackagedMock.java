package io.github.apimreconnect.it;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The packaged mock as a separate process, ready to serve; {@code stderr} and {@code tls} are in its folder. */
public final class PackagedMock implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final BufferedReader output;
    private final URI endpoint;
    private final URI httpEndpoint;

    /** Starts a mock on a free port. */
    public PackagedMock(Path folder, String... options) throws IOException {
        this(folder, List.of(), 0, options);
    }

    /** Starts a mock on a port. */
    public static PackagedMock onPort(Path folder, int port) throws IOException {
        return new PackagedMock(folder, List.of(), port);
    }

    /** Starts a mock with an extra JVM option. */
    public static PackagedMock with(Path folder, String ofJvm, String... options) throws IOException {
        return new PackagedMock(folder, List.of(ofJvm), 0, options);
    }

    private PackagedMock(Path folder, List<String> ofJvm, int port, String... options) throws IOException {
        this.folder = Files.createDirectories(folder);
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--port", Integer.toString(port)));
        all.addAll(List.of("--tls-dir", folder.resolve("tls").toString()));
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

    public URI endpoint() {
        return endpoint;
    }

    public URI httpEndpoint() {
        return httpEndpoint;
    }

    /** Returns the certificate authority to trust. */
    public X509Certificate authority() throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(folder.resolve("tls/ca.pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    /** Returns the processor time that it has used. */
    public Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** Sends SIGTERM; completes with the {@link System#nanoTime} of the process's end. */
    public CompletableFuture<Long> terminate() {
        CompletableFuture<Long> ended = process.onExit().thenApply(gone -> System.nanoTime());
        // Process.destroy would also close its output.
        process.toHandle().destroy();
        return ended;
    }

    public int exitCode() {
        return process.exitValue();
    }

    /** Returns what it printed to standard error. */
    public String errors() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        output.close();
    }
}
