package io.github.apimreconnect.mockarm.internal.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * A certificate to serve.
 *
 * @param keys its keys
 * @param chain the certificate, followed by those of its authorities
 * @param renewed when to replace it
 * @param ends when it expires
 */
record ServerCertificate(KeyPair keys, List<X509Certificate> chain, Instant renewed, Instant ends) {
    /** Uses the JDK directly: Netty's builder takes half a second more in a new JVM, for checks not needed here. */
    SslContext context() {
        try {
            char[] password = new char[0];
            // JKS, since PKCS #12 hashes ten thousand times to protect keys that never leave memory.
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry("localhost", keys.getPrivate(), password, chain.toArray(new X509Certificate[0]));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            // Empty, since with null the JDK reads all its authorities; clients are not asked for a certificate.
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
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot serve TLS", e);
        }
    }
}
