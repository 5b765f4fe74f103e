package io.github.apimreconnect.mockarm.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.apimreconnect.mockarm.MockArm;
import io.github.apimreconnect.mockarm.MockArmExtension;
import io.github.apimreconnect.mockarm.RawConnection;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The certificates that are served, checked against the rules of strict clients (RFC 5280). */
@ExtendWith(MockArmExtension.class)
final class CertificatesTest {
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final int IP_ADDRESS = 7;
    /** The offset of the key bits in the DER form of a P-256 key. */
    private static final int KEY_BITS = 26;

    private X509Certificate leaf;
    private X509Certificate authority;

    @TempDir
    private Path folder;

    @BeforeEach
    void read(MockArm mock) {
        leaf = leaf(mock);
        authority = mock.certificateAuthority();
    }

    @Test
    void bothCertificatesIdentifyTheirKeyByTheHashOfItsBits() throws GeneralSecurityException {
        for (X509Certificate certificate : List.of(leaf, authority)) {
            assertThat(certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER))
                    .isEqualTo(concat(new byte[] {4, 22, 4, 20}, keyIdentifier(certificate)));
            assertThat(certificate.getCriticalExtensionOIDs()).doesNotContain(SUBJECT_KEY_IDENTIFIER);
        }
    }

    @Test
    void bothCertificatesIdentifyTheKeyOfTheAuthority() throws GeneralSecurityException {
        for (X509Certificate certificate : List.of(leaf, authority)) {
            assertThat(certificate.getExtensionValue(AUTHORITY_KEY_IDENTIFIER))
                    .isEqualTo(concat(new byte[] {4, 24, 48, 22, (byte) 0x80, 20}, keyIdentifier(authority)));
            assertThat(certificate.getCriticalExtensionOIDs()).doesNotContain(AUTHORITY_KEY_IDENTIFIER);
        }
    }

    @Test
    void theAuthoritySignsLeavesOnlyAndOutlivesThem() {
        assertThat(authority.getBasicConstraints()).as("path length").isZero();
        assertThat(authority.getCriticalExtensionOIDs()).contains(BASIC_CONSTRAINTS, KEY_USAGE);
        assertThat(authority.getNotAfter().toInstant()).isAfter(Instant.now().plus(Duration.ofDays(3650 - 2)));
        assertThat(leaf.getBasicConstraints()).as("not an authority").isEqualTo(-1);
    }

    @Test
    void aLeafLastsNoLongerThanClientsAllow() {
        Duration life = Duration.between(
                leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
        assertThat(life).isBetween(Duration.ofDays(60), Duration.ofDays(398));
        assertThat(leaf.getNotBefore().toInstant())
                .as("clocks differ")
                .isBefore(Instant.now().minus(Duration.ofHours(12)));
    }

    @Test
    void aLeafIsForServersAndNamesEveryLoopbackAddress() throws GeneralSecurityException {
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getSubjectAlternativeNames())
                .contains(
                        List.of(2, "localhost"),
                        List.of(IP_ADDRESS, "127.0.0.1"),
                        List.of(IP_ADDRESS, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void serialNumbersArePositiveAndFitTwentyOctets() {
        for (X509Certificate certificate : List.of(leaf, authority)) {
            assertThat(certificate.getSerialNumber()).isGreaterThan(BigInteger.ZERO);
            assertThat(certificate.getSerialNumber().toByteArray()).hasSizeLessThanOrEqualTo(20);
        }
        assertThat(leaf.getSerialNumber()).isNotEqualTo(authority.getSerialNumber());
    }

    @Test
    void opensslVerifiesTheChainStrictly(MockArm mock) throws Exception {
        assumeThat(has("openssl")).as("openssl is installed").isTrue();
        mock.writeTrustMaterial(folder);
        Files.writeString(
                folder.resolve("leaf.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(leaf.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        assertThat(run("openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", "ca.pem", "leaf.pem"))
                .endsWith("leaf.pem: OK\n");
    }

    @Test
    void aStrictPythonClientConnects(MockArm mock) throws Exception {
        assumeThat(has("python3")).as("python3 is installed").isTrue();
        mock.writeTrustMaterial(folder);
        String script = "import ssl,socket\n"
                + "c=ssl.create_default_context(cafile='ca.pem')\n"
                + "c.verify_flags|=ssl.VERIFY_X509_STRICT\n"
                + "for host in ('localhost','127.0.0.1'):\n"
                + "  with socket.create_connection(('127.0.0.1'," + mock.port() + ")) as s:\n"
                + "    with c.wrap_socket(s,server_hostname=host) as t: print(t.version())\n";
        assertThat(run("python3", "-c", script)).isEqualTo("TLSv1.3\nTLSv1.3\n");
    }

    private static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    /** RFC 5280, 4.2.1.2, method 1. */
    private static byte[] keyIdentifier(X509Certificate certificate) throws GeneralSecurityException {
        byte[] key = certificate.getPublicKey().getEncoded();
        return MessageDigest.getInstance("SHA-1").digest(Arrays.copyOfRange(key, KEY_BITS, key.length));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static X509Certificate leaf(MockArm mock) {
        try (RawConnection tls = RawConnection.tls(mock)) {
            return (X509Certificate) tls.handshake().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
