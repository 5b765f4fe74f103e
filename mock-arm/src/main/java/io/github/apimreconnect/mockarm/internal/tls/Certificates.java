package io.github.apimreconnect.mockarm.internal.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.OptionalInt;

/** Issues the mock's certificates with everything strict clients require (RFC 5280). */
final class Certificates {
    /** Clients reject server certificates valid for more than 398 days. */
    static final Duration LEAF_LIFE = Duration.ofDays(90);

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    /** Allows for client clocks that differ from ours. */
    private static final Duration SKEW = Duration.ofDays(1);

    private Certificates() {}

    /** Returns a new authority that signs only leaf certificates. */
    static X509Bundle authority(Instant now) {
        try {
            CertificateBuilder builder = dated(now)
                    .subject("CN=mock-arm CA")
                    .notAfter(now.plus(AUTHORITY_LIFE))
                    .setIsCertificateAuthority(true)
                    .setPathLengthConstraint(OptionalInt.of(0))
                    .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign);
            // Only buildIssuedBy accepts an existing key, so the first certificate signs its own successor.
            X509Bundle first = builder.copy().buildSelfSigned();
            KeyPair keys = first.getKeyPair();
            return X509Bundle.fromRootCertificateAuthority(
                    identified(builder, keys, keys).buildIssuedBy(first).getCertificate(), keys);
        } catch (Exception e) { // declared by CertificateBuilder
            throw new IllegalStateException("Cannot create a certificate authority", e);
        }
    }

    /** Returns a new certificate for these names and addresses. */
    static X509Bundle leaf(X509Bundle authority, Collection<String> names, Instant now) {
        try {
            Instant last = authority.getCertificate().getNotAfter().toInstant();
            Instant end = now.plus(LEAF_LIFE);
            return identified(dated(now), keys(), authority.getKeyPair())
                    .subject("CN=localhost")
                    .notAfter(end.isBefore(last) ? end : last)
                    .setKeyUsage(true, KeyUsage.digitalSignature)
                    .addExtendedKeyUsageServerAuth()
                    .addExtensionOctetString(AlternativeNames.OID, false, AlternativeNames.of(names))
                    .buildIssuedBy(authority);
        } catch (Exception e) { // declared by CertificateBuilder
            throw new IllegalStateException("Cannot create a certificate for " + names, e);
        }
    }

    private static CertificateBuilder dated(Instant now) {
        return new CertificateBuilder()
                .algorithm(CertificateBuilder.Algorithm.ecp256)
                .notBefore(now.minus(SKEW));
    }

    private static CertificateBuilder identified(CertificateBuilder builder, KeyPair keys, KeyPair issuer) {
        return builder.keyPair(keys)
                .addExtensionOctetString(
                        KeyIdentifier.SUBJECT_OID,
                        false,
                        KeyIdentifier.of(keys.getPublic()).subject())
                .addExtensionOctetString(
                        KeyIdentifier.AUTHORITY_OID,
                        false,
                        KeyIdentifier.of(issuer.getPublic()).authority());
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
