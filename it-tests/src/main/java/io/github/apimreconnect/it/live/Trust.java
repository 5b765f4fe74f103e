package io.github.apimreconnect.it.live;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/** The certificates to trust: those of a file, or else the JVM's. */
record Trust(Optional<TrustManagerFactory> file) {
    static final Trust OF_THE_JVM = new Trust(Optional.empty());
    private static final int LARGEST = 1 << 20;

    /**
     * Reads a file of PEM certificates.
     *
     * @throws BadSettingException if there are none
     */
    static Trust in(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(in.readNBytes(LARGEST)));
            if (certificates.isEmpty()) {
                throw new BadSettingException("live.ca must contain PEM certificates: " + file);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return new Trust(Optional.of(trust));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadSettingException("live.ca must be a readable file, but was " + file);
        } catch (GeneralSecurityException e) {
            throw new BadSettingException("live.ca must contain PEM certificates: " + file);
        }
    }

    SSLContext jdk() {
        try {
            if (file.isEmpty()) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, file.get().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    Optional<SslContext> netty() {
        return file.map(trust -> {
            try {
                return SslContextBuilder.forClient().trustManager(trust).build();
            } catch (SSLException e) {
                throw new IllegalStateException("TLS is not available", e);
            }
        });
    }
}
