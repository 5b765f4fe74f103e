package io.github.apimreconnect.mockarm.internal.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.X509Bundle;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the mock serves, renewed before it expires. Connections keep the certificate of their
 * handshake.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a renewal handles its own failures
public final class Tls {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    /** Created once per JVM, if anyone needs it. Its keys never leave the process. */
    private static final class Shared {
        static final Clock CLOCK = Clock.systemUTC();
        static final X509Bundle AUTHORITY = create();
        static final Tls LOOPBACK = of(OwnNames.LOOPBACK);

        private static X509Bundle create() {
            return Certificates.authority(CLOCK.instant());
        }

        static Tls of(OwnNames names) {
            return new Tls(new IssuedCertificates(AUTHORITY, names.all()), CLOCK);
        }
    }

    private final CertificateSource source;
    private final Clock clock;
    private final AtomicReference<@Nullable CompletableFuture<Void>> renewal = new AtomicReference<>();
    private volatile Served served;

    Tls(CertificateSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.served = issue();
    }

    /** The certificate in use, and the times in milliseconds at which to renew it and at which it expires. */
    private record Served(SslContext context, long renewed, long ends) {}

    /** Returns the TLS material for these names, from an authority that all mocks of the JVM share. */
    public static Tls shared(OwnNames names) {
        return names.all().equals(OwnNames.LOOPBACK.all()) ? Shared.LOOPBACK : Shared.of(names);
    }

    /** Returns the TLS material for these names, from an authority that outlives the process. */
    public static Tls kept(KeptAuthority authority, OwnNames names) {
        Clock clock = Clock.systemUTC();
        return new Tls(new IssuedCertificates(authority.get(clock.instant()), names.all()), clock);
    }

    /** Returns the TLS material of a user's own certificate. */
    public static Tls given(GivenCertificate certificate) {
        return new Tls(certificate, Clock.systemUTC());
    }

    private Served issue() {
        ServerCertificate certificate = source.issue(clock.instant());
        return new Served(certificate.context(), millis(certificate.renewed()), millis(certificate.ends()));
    }

    private static long millis(Instant time) {
        return time.equals(Instant.MAX) ? Long.MAX_VALUE : time.toEpochMilli();
    }

    /** Returns the context for a new connection. */
    public SslContext server() {
        return served.context;
    }

    /** Returns whether the certificate has not expired. Starts its renewal if due; never blocks. */
    boolean isInDate() {
        Served current = served;
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
                        served = clock.millis() < served.renewed ? served : issue();
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

    /** Returns what clients need to trust it. */
    public TrustMaterial trust() {
        return new TrustMaterial(source.trusted());
    }
}
