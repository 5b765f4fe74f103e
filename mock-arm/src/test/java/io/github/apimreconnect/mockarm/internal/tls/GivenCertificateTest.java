package io.github.apimreconnect.mockarm.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.Parts;
import io.github.apimreconnect.mockarm.RawConnection;
import io.github.apimreconnect.mockarm.internal.SettingsBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A certificate of the user's own, {@code --tls-cert} and {@code --tls-key}. */
final class GivenCertificateTest {
    private final Instant now = Instant.now();
    private final X509Bundle authority = Certificates.authority(now);
    private final X509Bundle leaf = Certificates.leaf(authority, Set.of("localhost", "127.0.0.1"), now);

    @TempDir
    private Path folder;

    private Path certificate;
    private Path key;

    @BeforeEach
    void write() throws IOException {
        certificate = Files.writeString(
                folder.resolve("cert.pem"),
                "Bag Attributes\r\n" + Pem.certificates(leaf.getCertificate(), authority.getCertificate()));
        key = Files.writeString(
                folder.resolve("key.pem"), Pem.key(leaf.getKeyPair().getPrivate()));
    }

    @Test
    void itIsServedAndItsAuthorityIsTheOneToTrust() throws Exception {
        SettingsBuilder settings = new SettingsBuilder();
        settings.certificate(certificate, key);
        try (MockArm mock = Parts.mock(settings.open().withTls());
                RawConnection tls = RawConnection.tls(mock)) {
            assertThat(tls.handshake().getPeerCertificates())
                    .containsExactly(leaf.getCertificate(), authority.getCertificate());
            assertThat(mock.certificateAuthority()).isEqualTo(authority.getCertificate());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Algorithm.class,
            names = {"rsa2048", "ecp384", "ed25519"})
    void keysOfOtherKindsCanBeServed(Algorithm algorithm) throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .algorithm(algorithm)
                .subject("CN=localhost")
                .setIsCertificateAuthority(true)
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .buildSelfSigned();
        Files.writeString(certificate, Pem.certificates(bundle.getCertificate()));
        Files.writeString(key, Pem.key(bundle.getKeyPair().getPrivate()));
        SettingsBuilder settings = new SettingsBuilder();
        settings.certificate(certificate, key);
        try (MockArm mock = Parts.mock(settings.open().withTls());
                RawConnection tls = RawConnection.tls(mock)) {
            assertThat(tls.handshake().getPeerCertificates()).containsExactly(bundle.getCertificate());
        }
    }

    @Test
    void anExpiredOneIsServed() {
        X509Bundle expired =
                Certificates.leaf(authority, Set.of("localhost"), now.minus(Certificates.LEAF_LIFE.plusDays(9)));
        GivenCertificate given = new GivenCertificate(expired.getKeyPair(), List.of(expired.getCertificate()));
        assertThat(Tls.given(given).isInDate()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cert|cert.pem|has no 'BEGIN CERTIFICATE'; PEM is expected|nothing",
                "cert|cert.pem|ends within a 'BEGIN CERTIFICATE'|-----BEGIN CERTIFICATE-----",
                "cert|cert.pem|has a certificate that cannot be read|-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----",
                "key|key.pem|has no 'BEGIN PRIVATE KEY'; PEM is expected|nothing",
                "key|key.pem|has a key that is not PKCS #8; convert it with 'openssl pkcs8 -topk8 -nodes'|-----BEGIN RSA PRIVATE KEY-----",
                "key|key.pem|has an encrypted key; decrypt it with 'openssl pkey'|-----BEGIN ENCRYPTED PRIVATE KEY-----",
                "key|key.pem|has a key that is none of EC, RSA, EdDSA|-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----"
            })
    void aFileThatCannotBeUsedIsNamedWithTheReason(String setting, String file, String problem, String content)
            throws IOException {
        Path path = Files.writeString(folder.resolve(file), content);
        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessage("'tls" + (setting.equals("cert") ? "Cert" : "Key") + "': " + path + " " + problem);
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(key);
        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessage("'tlsKey' cannot be read: " + key + ": it does not exist");
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Files.writeString(key, "x".repeat(1024 * 1024 + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessage("'tlsKey': " + key + " has more than 1 MiB");
    }

    @Test
    void aDeviceWithoutAnEndIsNotReadToIt() {
        key = Path.of("/dev/zero");
        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessage("'tlsKey': /dev/zero has more than 1 MiB");
        certificate = key;
        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessage("'tlsCert': /dev/zero has more than 1 MiB");
    }

    @Test
    void theKeyOfAnotherCertificateIsRefused() throws IOException {
        Files.writeString(key, Pem.key(authority.getKeyPair().getPrivate()));
        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessage("'tlsKey': " + key + " has a key that is not the certificate's");
    }

    @Test
    void itDoesNotNeedToBeRenewed() {
        GivenCertificate given = read();
        assertThat(given.issue(now.plus(Duration.ofDays(10_000))).chain()).isEqualTo(given.chain());
    }

    private GivenCertificate read() {
        return GivenCertificate.read(certificate, key, OwnNames.LOOPBACK, now);
    }
}
