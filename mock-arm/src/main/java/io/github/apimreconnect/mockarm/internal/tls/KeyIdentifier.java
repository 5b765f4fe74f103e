package io.github.apimreconnect.mockarm.internal.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * A key identifier per RFC 5280, section 4.2.1.2, method 1, and the DER of the two extensions that hold it.
 *
 * @param hash the SHA-1 of the key's bits, 20 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeyIdentifier(byte[] hash) {
    static final String SUBJECT_OID = "2.5.29.14";
    static final String AUTHORITY_OID = "2.5.29.35";

    private static final int BIT_STRING = 0x03;
    private static final byte OCTET_STRING = 0x04;
    private static final byte SEQUENCE = 0x30;
    private static final byte FIRST_OF_SEQUENCE = (byte) 0x80;
    /** Tag and length. */
    private static final int HEADER = 2;

    static KeyIdentifier of(PublicKey key) {
        try {
            return new KeyIdentifier(MessageDigest.getInstance("SHA-1").digest(bits(key.getEncoded())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-1", e);
        }
    }

    /** {@code SubjectKeyIdentifier ::= OCTET STRING}. */
    byte[] subject() {
        return wrapped(OCTET_STRING, hash);
    }

    /** {@code AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OCTET STRING }}. */
    byte[] authority() {
        return wrapped(SEQUENCE, wrapped(FIRST_OF_SEQUENCE, hash));
    }

    private static byte[] wrapped(byte tag, byte[] content) {
        byte[] der = new byte[content.length + HEADER];
        der[0] = tag;
        der[1] = (byte) content.length;
        System.arraycopy(content, 0, der, HEADER, content.length);
        return der;
    }

    /**
     * Returns the bits of {@code SEQUENCE { algorithm SEQUENCE, subjectPublicKey BIT STRING }}, without their count of
     * unused ones. A P-256 key is so short that each length is one byte.
     */
    private static byte[] bits(byte[] info) {
        int key = info[HEADER + 1] + 2 * HEADER;
        if (info.length != info[1] + HEADER || info[key] != BIT_STRING) {
            throw new IllegalArgumentException("Not the DER form of a P-256 key");
        }
        return Arrays.copyOfRange(info, key + HEADER + 1, info.length);
    }
}
