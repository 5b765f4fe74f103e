package io.github.apimreconnect.mockarm.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The authority that {@code --tls-dir} keeps. */
final class KeptAuthorityTest {
    private final Instant now = Instant.now();

    @TempDir
    private Path folder;

    @Test
    void itIsMadeOnceAndThenRead() {
        X509Bundle made = kept().get(now);
        X509Bundle read = kept().get(now);
        assertThat(read.getCertificate()).isEqualTo(made.getCertificate());
        assertThat(read.getKeyPair().getPrivate()).isEqualTo(made.getKeyPair().getPrivate());
    }

    @Test
    void aCertificateThatItIssuesAfterARestartIsTrusted() throws Exception {
        X509Bundle made = kept().get(now);
        X509Bundle leaf = Certificates.leaf(kept().get(now), Set.of("localhost"), now);
        leaf.getCertificate().verify(made.getCertificate().getPublicKey());
    }

    @Test
    void onlyItsOwnerCanReadTheKey() throws IOException {
        kept().get(now);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept().file())))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly(KeptAuthority.FILE);
    }

    @Test
    void mocksThatStartTogetherGetTheSame() throws Exception {
        Set<X509Bundle> made = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(8);
        List<Thread> starts = Stream.generate(() -> new Thread(() -> {
                    try {
                        together.await();
                        made.add(kept().get(now));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .limit(8)
                .toList();
        starts.forEach(Thread::start);
        for (Thread start : starts) {
            start.join();
        }
        assertThat(made).hasSize(8);
        assertThat(new HashSet<>(made.stream().map(X509Bundle::getCertificate).toList()))
                .hasSize(1);
        assertThat(files()).containsExactly(KeptAuthority.FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n%%\n-----END PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void aFileThatIsNotAnAuthorityIsNamedAndStays(String content) throws IOException {
        Files.writeString(kept().file(), content);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept().check(now))
                .withMessageStartingWith("'tlsDir': " + kept().file() + " ");
        assertThat(kept().file()).hasContent(content);
    }

    @Test
    void anExpiredAuthorityIsRefusedWithWhatToDo() throws IOException {
        write(Certificates.authority(now.minus(Duration.ofDays(3651))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept().check(now))
                .withMessageContaining("expired on ")
                .withMessageEndingWith("; remove it to have a new one made");
    }

    @Test
    void anAuthorityThatIsNotYetValidIsRefusedWithWhatToDo() throws IOException {
        X509Bundle later = Certificates.authority(now.plus(Duration.ofDays(2)));
        write(later);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept().check(now))
                .withMessage("'tlsDir': " + kept().file() + " is not valid until "
                        + later.getCertificate().getNotBefore().toInstant()
                        + "; set the clock of this machine, or remove the file to have a new one made");
    }

    @Test
    void anAuthorityThatCannotBeWrittenIsNamedByItsFile() {
        KeptAuthority elsewhere = KeptAuthority.in(Path.of("/proc/tls"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> elsewhere.get(now))
                .withMessageStartingWith("'tlsDir' cannot be written: " + elsewhere.file() + ": ");
    }

    @Test
    void trustMaterialThatCannotBeWrittenIsNamedByItsFile() throws IOException {
        TrustMaterial trust = new TrustMaterial(kept().get(now).getCertificate());
        Path ca = Files.createDirectory(folder.resolve(TrustMaterial.CA_FILE));
        Files.createFile(ca.resolve("x"));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> trust.writeTo(folder))
                .withMessage("cannot write " + ca + ": Is a directory");
    }

    @Test
    void aHugeFileInThePlaceOfTheTrustStoreIsReplacedWithoutBeingRead() throws IOException {
        Path store = folder.resolve(TrustMaterial.TRUST_STORE_FILE);
        try (RandomAccessFile sparse = new RandomAccessFile(store.toFile(), "rw")) {
            sparse.setLength(5L << 30);
        }
        new TrustMaterial(kept().get(now).getCertificate()).writeTo(folder);
        assertThat(Files.size(store)).isLessThan(10_000);
    }

    @Test
    void aKeyOfAnotherAuthorityIsRefused() throws IOException {
        Files.writeString(
                kept().file(),
                Pem.key(Certificates.authority(now).getKeyPair().getPrivate())
                        + Pem.certificates(Certificates.authority(now).getCertificate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept().get(now))
                .withMessageEndingWith("has a key that is not the certificate's");
    }

    @Test
    void aCertificateThatIsNotAnAuthorityIsRefused() throws IOException {
        write(Certificates.leaf(Certificates.authority(now), Set.of("localhost"), now));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept().check(now))
                .withMessageEndingWith("must have one certificate, an authority's");
    }

    @Test
    void anAuthorityWithAnotherKindOfKeyIsRefused() throws Exception {
        write(new CertificateBuilder()
                .algorithm(CertificateBuilder.Algorithm.ecp384)
                .subject("CN=other")
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept().check(now))
                .withMessageContaining("must have a P-256 key");
    }

    @Test
    void trustMaterialThatIsThereIsLeftAsItIs() throws IOException {
        TrustMaterial trust = new TrustMaterial(kept().get(now).getCertificate());
        trust.writeTo(folder);
        List<Object> before = identities();
        trust.writeTo(folder);
        assertThat(identities()).isEqualTo(before);
    }

    @Test
    void trustMaterialOfAnotherAuthorityIsReplaced() throws IOException {
        new TrustMaterial(Certificates.authority(now).getCertificate()).writeTo(folder);
        Files.writeString(folder.resolve(TrustMaterial.TRUST_STORE_FILE), "garbage");
        TrustMaterial trust = new TrustMaterial(kept().get(now).getCertificate());
        assertThat(trust.writeTo(folder)).hasContent(trust.pem());
        List<Object> before = identities();
        trust.writeTo(folder);
        assertThat(identities()).isEqualTo(before);
    }

    private KeptAuthority kept() {
        return KeptAuthority.in(folder);
    }

    private void write(X509Bundle bundle) throws IOException {
        Files.writeString(
                kept().file(), Pem.key(bundle.getKeyPair().getPrivate()) + Pem.certificates(bundle.getCertificate()));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A file that is replaced gets another inode. */
    private List<Object> identities() throws IOException {
        return List.of(
                Files.getAttribute(folder.resolve(TrustMaterial.CA_FILE), "unix:ino"),
                Files.getAttribute(folder.resolve(TrustMaterial.TRUST_STORE_FILE), "unix:ino"));
    }
}
