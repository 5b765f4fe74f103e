package io.github.apimreconnect.mockarm.internal.tls;

import io.github.apimreconnect.mockarm.internal.setting.BadSettingException;
import io.github.apimreconnect.mockarm.internal.setting.IoReason;
import io.github.apimreconnect.mockarm.internal.setting.WholeFile;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An authority kept in a folder, so that clients that trust it still do after a restart.
 *
 * @param file the file with its key and its certificate, readable for its owner only
 */
public record KeptAuthority(Path file) {
    public static final String FILE = "ca-key.pem";

    private static final String SETTING = "tlsDir";
    private static final int P256 = 256;

    /** Returns the authority kept in a folder, which may not exist yet. */
    public static KeptAuthority in(Path folder) {
        return new KeptAuthority(folder.resolve(FILE).toAbsolutePath());
    }

    /**
     * Returns what clients are to trust, if there is an authority; throws if there is a file, but not one of those. That
     * its key and certificate belong together is left to {@link #get}: a signature takes 75 ms in a new process.
     */
    public Optional<TrustMaterial> check(Instant now) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        PemFile pem = new PemFile(SETTING, file);
        X509Certificate certificate = certificate(pem, now);
        pem.key();
        return Optional.of(new TrustMaterial(certificate));
    }

    /** Returns the authority, created now if there is none. */
    X509Bundle get(Instant now) {
        if (!Files.exists(file)) {
            try {
                return create(now);
            } catch (FileAlreadyExistsException e) { // another mock was first
                return read(now);
            } catch (IOException e) {
                throw new BadSettingException(SETTING, " cannot be written: " + file + ": " + IoReason.of(e), e);
            }
        }
        return read(now);
    }

    private X509Bundle create(Instant now) throws IOException {
        X509Bundle authority = Certificates.authority(now);
        Path folder = new WholeFile(file).folder();
        Files.createDirectories(folder);
        Path partial = folder.resolve("." + FILE + "." + UUID.randomUUID());
        String text = Pem.key(authority.getKeyPair().getPrivate()) + Pem.certificates(authority.getCertificate());
        try {
            Files.createFile(partial, ownerOnly());
            Files.writeString(partial, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
            publish(partial, text);
        } finally {
            Files.deleteIfExists(partial);
        }
        return authority;
    }

    /** Makes the file appear complete, and never replaces that of another mock which starts at the same time. */
    private void publish(Path partial, String text) throws IOException {
        try {
            Files.createLink(file, partial);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) { // no links here
            // Another mock that starts now may find half a file, and reports it.
            Files.createFile(file, ownerOnly());
            Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private X509Bundle read(Instant now) {
        PemFile pem = new PemFile(SETTING, file);
        X509Certificate certificate = certificate(pem, now);
        return X509Bundle.fromRootCertificateAuthority(certificate, pem.pair(certificate.getPublicKey(), pem.key()));
    }

    private static X509Certificate certificate(PemFile pem, Instant now) {
        List<X509Certificate> certificates = pem.certificates();
        X509Certificate certificate = certificates.get(0);
        if (certificates.size() > 1 || certificate.getBasicConstraints() < 0) {
            throw pem.problem("must have one certificate, an authority's", null);
        }
        if (!(certificate.getPublicKey() instanceof ECPublicKey key)
                || key.getParams().getCurve().getField().getFieldSize() != P256) {
            throw pem.problem("must have a P-256 key; for a certificate of your own, use --tls-cert", null);
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw pem.problem(
                    "expired on " + certificate.getNotAfter().toInstant() + "; remove it to have a new one made", null);
        }
        Instant begins = certificate.getNotBefore().toInstant();
        if (now.isBefore(begins)) {
            throw pem.problem(
                    "is not valid until " + begins
                            + "; set the clock of this machine, or remove the file to have a new one made",
                    null);
        }
        return certificate;
    }
}
