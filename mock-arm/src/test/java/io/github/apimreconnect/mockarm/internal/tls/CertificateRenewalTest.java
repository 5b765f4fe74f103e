package io.github.apimreconnect.mockarm.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockClock;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.internal.ArmServer;
import io.github.apimreconnect.mockarm.internal.SettingsBuilder;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** A mock that outlives its first certificate. */
final class CertificateRenewalTest {
    private static final Duration DUE = Duration.ofDays(61);
    private static final Duration ENDED = Duration.ofDays(91);
    private static final String GET = "GET /_mock/openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @Test
    void aCertificateThatIsDueIsRenewedWhileConnectionsGoOn() throws IOException {
        MockClock clock = new MockClock(Instant.now().minus(DUE));
        try (MockArm mock = mock(clock);
                RawConnection before = RawConnection.tls(mock)) {
            X509Certificate first = (X509Certificate) before.handshake().getPeerCertificates()[0];
            clock.advance(DUE);
            X509Certificate second = awaitAnother(mock, first);
            assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
            assertThat(second.getIssuerX500Principal()).isEqualTo(first.getIssuerX500Principal());
            assertThat(before.send(GET).read(15)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aHandshakeWaitsForTheCertificateThatFollowsOneThatHasEnded() {
        MockClock clock = new MockClock(Instant.now().minus(ENDED));
        try (MockArm mock = mock(clock)) {
            clock.advance(ENDED);
            // This client uses real time, so it would reject the first certificate.
            assertThat(CertificatesTest.leaf(mock).getNotAfter()).isAfter(Date.from(Instant.now()));
        }
    }

    @Test
    void aCertificateThatIsNotDueStays() {
        MockClock clock = new MockClock(Instant.now());
        try (MockArm mock = mock(clock)) {
            X509Certificate first = CertificatesTest.leaf(mock);
            clock.advance(Duration.ofDays(59));
            assertThat(CertificatesTest.leaf(mock)).isEqualTo(first);
            assertThat(CertificatesTest.leaf(mock)).isEqualTo(first);
        }
    }

    private static MockArm mock(MockClock clock) {
        PendingTls tls = new PendingTls(() -> new Tls(
                new IssuedCertificates(Certificates.authority(clock.instant()), OwnNames.LOOPBACK.all()), clock));
        return Parts.mock(ArmServer.open(new SettingsBuilder().build(), tls).withTls());
    }

    /** The handshake that finds it due still has the old one; the next soon have the new one. */
    private static X509Certificate awaitAnother(MockArm mock, X509Certificate first) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        X509Certificate current = first;
        while (current.equals(first) && System.nanoTime() < end) {
            current = CertificatesTest.leaf(mock);
        }
        assertThat(current).isNotEqualTo(first);
        return current;
    }
}
