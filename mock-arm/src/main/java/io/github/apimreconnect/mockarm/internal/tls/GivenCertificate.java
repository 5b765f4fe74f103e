package io.github.apimreconnect.mockarm.internal.tls;

import io.netty.util.NetUtil;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate of the user's own. It is served as it is, expired or not, since a test may want that.
 *
 * @param keys its keys
 * @param chain the certificate, followed by those of its authorities
 */
public record GivenCertificate(KeyPair keys, List<X509Certificate> chain) implements CertificateSource {
    private static final Logger LOG = LoggerFactory.getLogger(GivenCertificate.class);

    public GivenCertificate {
        chain = List.copyOf(chain);
    }

    /** Reads both files, and warns of what clients will object to. */
    public static GivenCertificate read(Path certificate, Path key, OwnNames names, Instant now) {
        List<X509Certificate> chain = new PemFile("tlsCert", certificate).certificates();
        PemFile keyFile = new PemFile("tlsKey", key);
        X509Certificate first = chain.get(0);
        KeyPair keys = keyFile.pair(first.getPublicKey(), keyFile.key());
        Instant ends = first.getNotAfter().toInstant();
        if (now.isAfter(ends) || now.isBefore(first.getNotBefore().toInstant())) {
            LOG.warn("The certificate in {} is valid from {} to {}", certificate, first.getNotBefore(), ends);
        }
        for (String name : names.hosts()) {
            if (!isFor(first, name)) {
                LOG.warn("The certificate in {} is not for {}", certificate, name);
            }
        }
        return new GivenCertificate(keys, chain);
    }

    private static boolean isFor(X509Certificate certificate, String name) {
        int dot = name.indexOf('.');
        String wildcard = "*" + (dot < 0 ? "" : name.substring(dot));
        byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives != null
                    && alternatives.stream()
                            .map(alternative ->
                                    String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT))
                            .anyMatch(alternative -> address == null
                                    ? alternative.equals(name) || (dot > 0 && alternative.equals(wildcard))
                                    : Arrays.equals(address, NetUtil.createByteArrayFromIpAddressString(alternative)));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    @Override
    public X509Certificate trusted() {
        return chain.get(chain.size() - 1);
    }

    @Override
    public ServerCertificate issue(Instant now) {
        return new ServerCertificate(keys, chain, Instant.MAX, Instant.MAX);
    }
}
