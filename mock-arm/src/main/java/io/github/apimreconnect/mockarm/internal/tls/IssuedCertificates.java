package io.github.apimreconnect.mockarm.internal.tls;

import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Certificates that an authority of the mock's own issues.
 *
 * @param authority its certificate and key
 * @param names the names and addresses they are for
 */
record IssuedCertificates(X509Bundle authority, Set<String> names) implements CertificateSource {
    /** Two thirds of a certificate's lifetime, as is usual. */
    private static final Duration RENEWED_AFTER =
            Certificates.LEAF_LIFE.multipliedBy(2).dividedBy(3);

    @Override
    public X509Certificate trusted() {
        return authority.getCertificate();
    }

    @Override
    public ServerCertificate issue(Instant now) {
        X509Bundle leaf = Certificates.leaf(authority, names, now);
        return new ServerCertificate(
                leaf.getKeyPair(),
                List.of(leaf.getCertificatePath()),
                now.plus(RENEWED_AFTER),
                leaf.getCertificate().getNotAfter().toInstant());
    }
}
