package io.github.apimreconnect.mockarm.internal.tls;

import io.netty.util.NetUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * The DER of {@code SubjectAltName ::= SEQUENCE OF GeneralName} (RFC 5280, 4.2.1.6). {@code CertificateBuilder} cannot
 * write names with underscores.
 */
final class AlternativeNames {
    static final String OID = "2.5.29.17";

    private static final int SEQUENCE = 0x30;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    /** A length from here on is written as the count of its bytes and those. */
    private static final int LONG = 0x80;

    private AlternativeNames() {}

    static byte[] of(Collection<String> names) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : names) {
            byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
            if (address == null) {
                write(all, DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
            } else {
                write(all, IP_ADDRESS, address);
            }
        }
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        write(sequence, SEQUENCE, all.toByteArray());
        return sequence.toByteArray();
    }

    private static void write(ByteArrayOutputStream der, int tag, byte[] content) {
        der.write(tag);
        int length = content.length;
        if (length >= LONG) {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / Byte.SIZE;
            der.write(LONG | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                der.write(length >> (i * Byte.SIZE));
            }
        } else {
            der.write(length);
        }
        der.writeBytes(content);
    }
}
