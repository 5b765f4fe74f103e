package io.github.apimreconnect.mockarm.internal.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Certificates and private keys as text (RFC 7468). Errors never quote the text, which may be a key. */
final class Pem {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final int LINE = 64;
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private Pem() {}

    static String certificates(X509Certificate... certificates) {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate certificate : certificates) {
                text.append(block(CERTIFICATE, certificate.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was parsed has no encoding", e);
        }
        return text.toString();
    }

    static String key(PrivateKey key) {
        return block(KEY, key.getEncoded());
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }

    /** Returns the certificates of a text, one at least. */
    static List<X509Certificate> readCertificates(String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] content : blocks(text, CERTIFICATE)) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(content)));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("has a certificate that cannot be read", e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("has no 'BEGIN CERTIFICATE'; PEM is expected");
        }
        return certificates;
    }

    /** Returns the private key of a text. */
    static PrivateKey readKey(String text) {
        List<byte[]> keys = blocks(text, KEY);
        if (keys.size() != 1) {
            throw new IllegalArgumentException(problem(text, keys.size()));
        }
        PKCS8EncodedKeySpec content = new PKCS8EncodedKeySpec(keys.get(0));
        return ALGORITHMS.stream()
                .flatMap(algorithm -> key(algorithm, content).stream())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("has a key that is none of " + String.join(", ", ALGORITHMS)));
    }

    /** Returns the key, if it is one of this algorithm. */
    private static Optional<PrivateKey> key(String algorithm, PKCS8EncodedKeySpec content) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(content));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + algorithm, e);
        }
    }

    private static String problem(String text, int keys) {
        if (keys > 1) {
            return "has " + keys + " keys, but must have one";
        }
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            return "has an encrypted key; decrypt it with 'openssl pkey'";
        }
        return text.contains(" PRIVATE KEY-----")
                ? "has a key that is not PKCS #8; convert it with 'openssl pkcs8 -topk8 -nodes'"
                : "has no 'BEGIN PRIVATE KEY'; PEM is expected";
    }

    private static List<byte[]> blocks(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        List<byte[]> blocks = new ArrayList<>();
        for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
            int last = text.indexOf(end, at);
            if (last < 0) {
                throw new IllegalArgumentException("ends within a 'BEGIN " + label + "'");
            }
            try {
                blocks.add(Base64.getMimeDecoder()
                        .decode(text.substring(at + begin.length(), last).getBytes(StandardCharsets.US_ASCII)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("has a 'BEGIN " + label + "' that is not Base64"); // no quote of it
            }
            at = last;
        }
        return blocks;
    }
}
