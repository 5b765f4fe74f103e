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
import java.util.Arrays;
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
     */
    public Path writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            Path trustStore = folder.resolve(TRUST_STORE_FILE);
            if (!isTrustedBy(trustStore)) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                store().store(content, TRUST_STORE_PASSWORD.toCharArray());
                new WholeFile(trustStore).write(content.toByteArray());
            }
            Path ca = folder.resolve(CA_FILE);
            byte[] pem = pem().getBytes(StandardCharsets.US_ASCII);
            if (!Files.isRegularFile(ca) || !Arrays.equals(Files.readAllBytes(ca), pem)) {
                new WholeFile(ca).write(pem);
            }
            return ca;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": " + IoReason.of(e), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot write PKCS #12", e);
        }
    }

    private boolean isTrustedBy(Path trustStore) throws GeneralSecurityException, IOException {
        if (!Files.isRegularFile(trustStore)) {
            return false;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(Files.readAllBytes(trustStore)), TRUST_STORE_PASSWORD.toCharArray());
        } catch (IOException e) { // not a trust store of the mock's
            return false;
        }
        return authority.equals(store.getCertificate(ALIAS));
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, authority);
        return store;
    }
}
