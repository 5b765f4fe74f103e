package io.github.apimreconnect.mockarm;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority made in memory, and a certificate by it for localhost and both loopback addresses. */
final class Tls {
    static final String TRUST_STORE_PASSWORD = "changeit";

    /** Made once a JVM; immutable. Its keys leave the process in no form. */
    private static final Tls SHARED = make();

    private final X509Bundle authority;
    private final SslContext server;

    private Tls(X509Bundle authority, SslContext server) {
        this.authority = authority;
        this.server = server;
    }

    /** For localhost and the loopback addresses. */
    static Tls shared() {
        return SHARED;
    }

    /** For one more name or address, by the same authority. */
    static Tls of(String host) {
        try {
            CertificateBuilder leaf = leaf();
            return new Tls(
                    SHARED.authority,
                    serverContext((NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)
                                    ? leaf.addSanIpAddress(host)
                                    : leaf.addSanDnsName(host))
                            .buildIssuedBy(SHARED.authority)));
        } catch (Exception e) { // as CertificateBuilder declares
            throw new IllegalStateException("No certificate could be made for " + host, e);
        }
    }

    private static CertificateBuilder common() {
        Instant now = Instant.now();
        return new CertificateBuilder()
                .algorithm(CertificateBuilder.Algorithm.ecp256)
                .notBefore(now.minus(Duration.ofDays(1)))
                .notAfter(now.plus(Duration.ofDays(30)));
    }

    private static CertificateBuilder leaf() {
        return common().subject("CN=localhost")
                .setKeyUsage(true, KeyUsage.digitalSignature)
                .addExtendedKeyUsageServerAuth()
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .addSanIpAddress("::1");
    }

    private static Tls make() {
        try {
            X509Bundle authority = common().subject("CN=mock-arm CA")
                    .setIsCertificateAuthority(true)
                    .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
                    .buildSelfSigned();
            return new Tls(authority, serverContext(leaf().buildIssuedBy(authority)));
        } catch (Exception e) { // as CertificateBuilder declares
            throw new IllegalStateException("No certificate could be made", e);
        }
    }

    /** On the JDK's TLS, by hand: Netty's builder takes half a second more in a new JVM, for checks not needed here. */
    private static SslContext serverContext(X509Bundle leaf) throws GeneralSecurityException, IOException {
        char[] password = new char[0];
        // JKS: PKCS #12 hashes ten thousand times to protect what never leaves memory.
        KeyStore keys = KeyStore.getInstance("JKS");
        keys.load(null, null);
        keys.setKeyEntry("localhost", leaf.getKeyPair().getPrivate(), password, leaf.getCertificatePath());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        // None rather than null, for which the JDK reads all its authorities; no client is asked for a certificate.
        context.init(managers.getKeyManagers(), new TrustManager[0], null);
        return new JdkSslContext(
                context,
                false,
                null,
                IdentityCipherSuiteFilter.INSTANCE,
                ApplicationProtocolConfig.DISABLED,
                ClientAuth.NONE,
                new String[] {"TLSv1.3", "TLSv1.2"},
                false);
    }

    SslContext server() {
        return server;
    }

    X509Certificate authority() {
        return authority.getCertificate();
    }

    String authorityPem() {
        return authority.getCertificatePEM();
    }

    /** A context of the JDK that trusts the authority, and nothing else. */
    SSLContext trustingContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK trusts no certificate of the mock's", e);
        }
    }

    /** Writes {@code ca.pem} and {@code truststore.p12}, and returns the former. */
    Path writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            Path pem = Files.writeString(folder.resolve("ca.pem"), authorityPem());
            try (var out = Files.newOutputStream(folder.resolve("truststore.p12"))) {
                trustStore().store(out, TRUST_STORE_PASSWORD.toCharArray());
            }
            return pem;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK writes no PKCS #12", e);
        }
    }

    private KeyStore trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("mock-arm-ca", authority());
        return store;
    }
}
