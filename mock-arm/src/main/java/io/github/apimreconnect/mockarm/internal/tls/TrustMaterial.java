package io.github.apimreconnect.mockarm.internal.tls;

import io.github.apimreconnect.mockarm.internal.setting.IoReason;
import io.github.apimreconnect.mockarm.internal.setting.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate with which a client trusts the mock, in the forms that clients want.
 *
 * @param authority the certificate to trust
 */
public record TrustMaterial(X509Certificate authority) {
    public static final String CA_FILE = "ca.pem";
    public static final String TRUST_STORE_FILE = "truststore.p12";
    static final String TRUST_STORE_PASSWORD = "changeit";

    private static final int MAX_BYTES = 1024 * 1024;
    private static final String ALIAS = "mock-arm-ca";

    public String pem() {
        return Pem.certificates(authority);
    }

    /** Returns a JDK context that trusts only the authority. */
    public SSLContext context() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot trust the mock's certificate", e);
        }
    }

    /**
     * Writes {@code ca.pem} and {@code truststore.p12}, each complete or not at all, and returns the former. Files that
     * trust this authority stay: a folder baked into an image may be read-only.
     *
     * @throws UncheckedIOException if one cannot be written; the message names it
     */
    public Path writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder + ": " + IoReason.of(e), e);
        }
        for (Path file : missingFrom(folder)) {
            try {
                write(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
            }
        }
        return folder.resolve(CA_FILE);
    }

    /** Returns the files that {@link #writeTo} would write: those that do not trust this authority. */
    public List<Path> missingFrom(Path folder) {
        List<Path> missing = new ArrayList<>();
        Path trustStore = folder.resolve(TRUST_STORE_FILE);
        if (!isTrustedBy(trustStore)) {
            missing.add(trustStore);
        }
        Path ca = folder.resolve(CA_FILE);
        if (!Arrays.equals(content(ca), pemBytes())) {
            missing.add(ca);
        }
        return missing;
    }

    /** Writes one of the {@linkplain #missingFrom missing} files. */
    public void write(Path file) throws IOException {
        new WholeFile(file).write(file.endsWith(CA_FILE) ? pemBytes() : storeBytes());
    }

    private byte[] pemBytes() {
        return pem().getBytes(StandardCharsets.US_ASCII);
    }

    private boolean isTrustedBy(Path trustStore) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content(trustStore)), TRUST_STORE_PASSWORD.toCharArray());
            return authority.equals(store.getCertificate(ALIAS));
        } catch (IOException | GeneralSecurityException e) { // not a trust store of the mock's
            return false;
        }
    }

    /** Returns the content of a file; empty if it is not one, cannot be read, or is larger than any of the mock's. */
    private static byte[] content(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private byte[] storeBytes() throws IOException {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            store().store(content, TRUST_STORE_PASSWORD.toCharArray());
            return content.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot write PKCS #12", e);
        }
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, authority);
        return store;
    }
}
