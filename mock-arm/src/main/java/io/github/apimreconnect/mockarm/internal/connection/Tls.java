package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate authority created in memory, and a certificate it issues for localhost and both loopback addresses,
 * renewed before it expires. Connections keep the certificate of their handshake.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a renewal handles its own failures
public final class Tls {
    static final String TRUST_STORE_PASSWORD = "changeit";
    public static final String CA_FILE = "ca.pem";
    public static final String TRUST_STORE_FILE = "truststore.p12";

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    /** Two thirds of a leaf certificate's lifetime, as is usual. */
    private static final Duration RENEWED_AFTER =
            Certificates.LEAF_LIFE.multipliedBy(2).dividedBy(3);

    /** Created once per JVM. Its keys never leave the process. */
    private static final Tls SHARED = new Tls(null, Clock.systemUTC());

    private final X509Bundle authority;
    private final @Nullable String host;
    private final Clock clock;
    private final AtomicReference<@Nullable CompletableFuture<Void>> renewal = new AtomicReference<>();
    private volatile Leaf leaf;

    /** Creates TLS material with its own authority, on the given clock. */
    Tls(@Nullable String host, Clock clock) {
        this(Certificates.authority(clock.instant()), host, clock);
    }

    private Tls(X509Bundle authority, @Nullable String host, Clock clock) {
        this.authority = authority;
        this.host = host;
        this.clock = clock;
        this.leaf = issue();
    }

    /** The certificate in use, and the times in milliseconds at which to renew it and at which it expires. */
    private record Leaf(SslContext context, long renewed, long ends) {}

    /** Returns the TLS material for localhost and the loopback addresses. */
    public static Tls shared() {
        return SHARED;
    }

    /** Returns TLS material for one more name or address, from the same authority. */
    static Tls of(String host) {
        return new Tls(SHARED.authority, host, SHARED.clock);
    }

    private Leaf issue() {
        Instant now = clock.instant();
        X509Bundle bundle = Certificates.leaf(authority, host, now);
        try {
            return new Leaf(
                    serverContext(bundle),
                    now.plus(RENEWED_AFTER).toEpochMilli(),
                    bundle.getCertificate().getNotAfter().toInstant().toEpochMilli());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot serve TLS", e);
        }
    }

    /** Uses the JDK directly: Netty's builder takes half a second more in a new JVM, for checks not needed here. */
    private static SslContext serverContext(X509Bundle leaf) throws GeneralSecurityException, IOException {
        char[] password = new char[0];
        // JKS, since PKCS #12 hashes ten thousand times to protect keys that never leave memory.
        KeyStore keys = KeyStore.getInstance("JKS");
        keys.load(null, null);
        keys.setKeyEntry("localhost", leaf.getKeyPair().getPrivate(), password, leaf.getCertificatePath());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
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
    }

    /** Returns the context for a new connection. */
    SslContext server() {
        return leaf.context;
    }

    /** Returns whether the certificate has not expired. Starts its renewal if due; never blocks. */
    boolean isInDate() {
        Leaf current = leaf;
        long now = clock.millis();
        if (now >= current.renewed) {
            renew();
        }
        return now < current.ends;
    }

    /** Completes once the certificate is in date or could not be renewed. Never blocks. */
    CompletableFuture<Void> inDate() {
        return isInDate() ? CompletableFuture.completedFuture(null) : renew();
    }

    /** Renews on a separate thread: a handshake must not wait for an event loop that creates keys. */
    private CompletableFuture<Void> renew() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> running = renewal.compareAndExchange(null, mine);
        if (running != null) {
            return running;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        leaf = clock.millis() < leaf.renewed ? leaf : issue();
                    } catch (RuntimeException e) {
                        LOG.error("Cannot renew the TLS certificate; the next connection tries again", e);
                    } finally {
                        renewal.set(null);
                        mine.complete(null);
                    }
                },
                "mock-arm-tls");
        thread.setDaemon(true);
        thread.start();
        return mine;
    }

    public X509Certificate authority() {
        return authority.getCertificate();
    }

    public String authorityPem() {
        return authority.getCertificatePEM();
    }

    /** Returns a JDK context that trusts only the authority. */
    public SSLContext trustingContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot trust the mock's certificate", e);
        }
    }

    /** Writes {@code ca.pem} and {@code truststore.p12}, each complete or not at all, and returns the former. */
    public Path writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            ByteArrayOutputStream trustStore = new ByteArrayOutputStream();
            trustStore().store(trustStore, TRUST_STORE_PASSWORD.toCharArray());
            new WholeFile(folder.resolve(TRUST_STORE_FILE)).write(trustStore.toByteArray());
            Path pem = folder.resolve(CA_FILE);
            new WholeFile(pem).write(authorityPem().getBytes(StandardCharsets.US_ASCII));
            return pem;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot write PKCS #12", e);
        }
    }

    private KeyStore trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("mock-arm-ca", authority());
        return store;
    }
}
