package io.github.apimreconnect.it.bench;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A bare Reactor Netty server over TLS in its own process: it drains the body and answers 202, immediately or delayed.
 */
final class BenchServer {
    private static final Set<String> CONNECTIONS = ConcurrentHashMap.newKeySet();

    private BenchServer() {}

    /** Takes the folder for trust.p12, prints the port, and exits when standard input is closed. */
    public static void main(String[] args) throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .ecp256()
                .subject("CN=localhost")
                .setIsCertificateAuthority(true)
                .addSanDnsName("localhost")
                .buildSelfSigned();
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("bench", certificate.getCertificate());
        try (var out = Files.newOutputStream(Path.of(args[0], "trust.p12"))) {
            trust.store(out, "changeit".toCharArray());
        }
        SslContext tls = SslContextBuilder.forServer(
                        certificate.getKeyPair().getPrivate(), certificate.getCertificatePath())
                .build();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .secure(spec -> spec.sslContext(tls))
                .handle((request, response) -> {
                    request.withConnection(connection ->
                            CONNECTIONS.add(connection.channel().id().asShortText()));
                    if (request.uri().endsWith("/connections")) {
                        int seen = CONNECTIONS.size();
                        CONNECTIONS.clear();
                        return response.sendString(Mono.just(Integer.toString(seen)));
                    }
                    long delay = Long.parseLong(request.requestHeaders().get("x-delay", "0"));
                    Mono<Void> drained = request.receive().then();
                    return (delay == 0 ? drained : drained.then(Mono.delay(Duration.ofMillis(delay))))
                            .then(Mono.defer(() -> response.status(202)
                                    .header("Content-Length", "0")
                                    .header("x-ms-request-id", "b068fcb9-5e7f-418d-b351-efa045ef779a")
                                    .send()
                                    .then()));
                })
                .bindNow();
        System.out.println(server.port());
        while (System.in.read() >= 0) {
            // Blocks until the parent process closes the pipe.
        }
        System.exit(0);
    }
}
