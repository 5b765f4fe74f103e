package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.tls.KeptAuthority;
import io.github.apimreconnect.mockarm.internal.tls.OwnNames;
import io.github.apimreconnect.mockarm.internal.tls.Tls;
import io.github.apimreconnect.mockarm.internal.tls.TrustMaterial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Starts a mock on a free port, sends it a few requests, and exits, so that {@code bin/mock-arm} can have the JVM
 * archive the classes that this loads. It takes no setting from the environment.
 */
final class Rehearsal {
    private static final int LIMIT_SECONDS = 60;
    private static final String BODY = "{\"properties\":{\"after\":\"PT3S\"}}";
    private static final String RECONNECT =
            "POST /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg1/providers"
                    + "/Microsoft.ApiManagement/service/apimService1/backends/proxybackend/reconnect"
                    + "?api-version=2023-05-01-preview HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + BODY.length()
                    + "\r\nConnection: close\r\n\r\n" + BODY;
    private static final String JOURNAL = "GET /_mock/journal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private Rehearsal() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        daemon(Rehearsal::haltLater).start();
        PipedReader printed = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(printed), true);
        Preload.begin(Map.of());
        daemon(() -> MockArmMain.run(Map.of(), out, out, "--port", "0")).start();
        BufferedReader lines = new BufferedReader(printed);
        // mock-arm ready https://localhost:8443 http://localhost:8443
        List<String> ready = List.of(String.valueOf(lines.readLine()).split(" ", -1));
        int port = URI.create(ready.get(ready.size() - 1)).getPort();
        // trust FILE, transport epoll
        String trust = String.valueOf(lines.readLine());
        Path authority = Path.of(trust.substring("trust ".length(), trust.lastIndexOf(", transport")));
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            exchange(plain, RECONNECT, "HTTP/1.1 202");
        }
        try (Socket tls = trusting(authority).getSocketFactory().createSocket("localhost", port)) {
            exchange(tls, RECONNECT, "HTTP/1.1 202");
        }
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            exchange(plain, JOURNAL, "HTTP/1.1 200");
        }
        keepAuthority();
        System.exit(new HealthCheck(Map.of(), "--port", Integer.toString(port)).run(System.err));
    }

    /** Does what --tls-dir adds to a start, so that the archive also has its classes. */
    private static void keepAuthority() throws IOException {
        Path folder = Files.createTempDirectory("mock-arm-rehearsal");
        try {
            KeptAuthority authority = KeptAuthority.in(folder);
            Tls tls = Tls.kept(authority, OwnNames.LOOPBACK);
            tls.trust().writeTo(folder);
            RunFiles files = new RunFiles(null, folder);
            files.prepare();
            files.requireWritable(authority.check(Instant.now()));
            tls.trust().missingFrom(folder);
        } finally {
            for (String name : List.of(KeptAuthority.FILE, TrustMaterial.CA_FILE, TrustMaterial.TRUST_STORE_FILE)) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "rehearsal");
        thread.setDaemon(true);
        return thread;
    }

    private static void haltLater() {
        try {
            TimeUnit.SECONDS.sleep(LIMIT_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static void exchange(Socket socket, String request, String expected) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!answer.startsWith(expected)) {
            throw new IOException("Expected " + expected + ", but got " + answer);
        }
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
