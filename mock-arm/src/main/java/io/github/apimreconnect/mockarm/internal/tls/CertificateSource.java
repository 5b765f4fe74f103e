package io.github.apimreconnect.mockarm.internal.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** Where the mock's certificate comes from. */
sealed interface CertificateSource permits IssuedCertificates, GivenCertificate {
    /** Returns the certificate that clients are to trust. */
    X509Certificate trusted();

    /** Returns the certificate to serve from now on. */
    ServerCertificate issue(Instant now);
}
