package io.github.apimreconnect.it.documents;

import io.github.apimreconnect.it.Tunnel;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A stand-in for Azure behind an HTTP proxy. For each of Azure's host names, the proxy terminates TLS with a
 * certificate for that name, and forwards plain HTTP to the same local port.
 */
final class StandInAzure implements AutoCloseable {
    private static final List<String> NAMES = List.of(
            "management.azure.com",
            "login.microsoftonline.com",
            "management.chinacloudapi.cn",
            "login.chinacloudapi.cn",
            "login.partner.microsoftonline.cn",
            "management.usgovcloudapi.net",
            "login.microsoftonline.us");
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final X509Bundle certificate;
    private final SSLContext tls;
    private final ServerSocket listener;
    private final int target;

    StandInAzure(int target) throws Exception {
        this.target = target;
        CertificateBuilder builder = new CertificateBuilder()
                .algorithm(CertificateBuilder.Algorithm.ecp256)
                .subject("CN=Stand-in for Azure")
                .setIsCertificateAuthority(true);
        NAMES.forEach(builder::addSanDnsName);
        this.certificate = builder.buildSelfSigned();
        this.tls = SSLContext.getInstance("TLS");
        tls.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Tunnel.start("stand-in-azure", this::accept);
    }

    String proxy() {
        return "http://localhost:" + listener.getLocalPort();
    }

    /** Returns the requested host names, with their ports. */
    List<String> tunnels() {
        return List.copyOf(tunnels);
    }

    /** Writes a trust store with the JDK's authorities and this one. */
    Path trustStore(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance(
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                        .toFile(),
                PASSWORD);
        store.setCertificateEntry("stand-in-azure", certificate.getCertificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }

    private void accept() throws IOException {
        while (true) {
            Socket caller = listener.accept();
            Tunnel.start("stand-in-azure", () -> tunnel(caller));
        }
    }

    private void tunnel(Socket caller) throws IOException {
        try (caller) {
            String[] asked = Tunnel.head(caller.getInputStream()).split(" ", -1);
            if (!asked[0].equals("CONNECT") || !NAMES.contains(asked[1].replaceFirst(":443$", ""))) {
                reply(caller, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            tunnels.add(asked[1]);
            reply(caller, "HTTP/1.1 200 Connection established\r\n\r\n");
            SSLSocket front = (SSLSocket) tls.getSocketFactory().createSocket(caller, null, caller.getPort(), true);
            front.setUseClientMode(false);
            try (front;
                    Socket back = new Socket(InetAddress.getLoopbackAddress(), target)) {
                Tunnel.forward(front, back);
            }
        }
    }

    private static void reply(Socket caller, String answer) throws IOException {
        caller.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
