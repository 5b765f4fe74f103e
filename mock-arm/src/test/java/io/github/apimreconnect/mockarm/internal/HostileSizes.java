package io.github.apimreconnect.mockarm.internal;

import static io.github.apimreconnect.mockarm.internal.HostileRequest.CHUNKED;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.CLOSED;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.ofBody;
import static io.github.apimreconnect.mockarm.internal.HostileRequest.ofHeaders;

import java.util.Set;
import java.util.stream.Stream;

/** Bodies that are too large, and bytes that only look like TLS. */
final class HostileSizes {
    private static final int TWO_MEBIBYTES = 2 * 1024 * 1024;

    private HostileSizes() {}

    static Stream<HostileRequest> bodies() {
        String body = "x".repeat(TWO_MEBIBYTES);
        return Stream.of(
                ofBody("a body of 2 MiB", "Content-Length: " + TWO_MEBIBYTES + "\r\n", body, 413),
                ofBody("a chunk of 2 MiB", CHUNKED, "200000\r\n" + body + "\r\n0\r\n\r\n", 413),
                ofBody(
                        "chunks of 2 MiB in all",
                        CHUNKED,
                        ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(512) + "0\r\n\r\n",
                        413),
                ofBody("chunks without an end", CHUNKED, ("200000\r\n" + body + "\r\n").repeat(9), 413, CLOSED),
                ofHeaders("a body of 1 GiB, announced", "Content-Length: 1073741824\r\n", 413),
                ofHeaders(
                        "a body of 2 MiB that asks whether to come",
                        "Expect: 100-continue\r\nContent-Length: " + TWO_MEBIBYTES + "\r\n",
                        413));
    }

    static Stream<HostileRequest> tls() {
        return Stream.of(
                tls("a TLS record that holds junk", "\u0016\u0003\u0001\0\u0010" + "junk".repeat(4)),
                tls("a TLS record of HTTP", "\u0016\u0003\u0001\0\u0010GET / HTTP/1.1\r\n"),
                tls("a TLS record past its limit", "\u0016\u0003\u0003\u00ff\u00ff" + "x".repeat(70_000)),
                tls("an empty TLS record", "\u0016\u0003\u0003\0\0\u0016\u0003\u0003\0\0"),
                tls("data before a handshake", "\u0017\u0003\u0003\0\u0004data"),
                tls("a change of cipher before a handshake", "\u0014\u0003\u0003\0\u0001\u0002"),
                tls("a fatal alert before a handshake", "\u0015\u0003\u0003\0\u0002\u0002("),
                tls("a hello that lies about its length", "\u0016\u0003\u0001\0\u0008\u0001\0\0\u0002\u0003\u0003\0\0"),
                tls("a hello of SSL 2", "\u0080.\u0001\0\u0002\0\u0015\0\0\0\u0010" + "x".repeat(37)),
                tls("a hello of SSL 3", "\u0016\u0003\0\0\u0008\u0001\0\0\u0004\u0003\0\0\0"),
                tls("bytes of no protocol", "\u00ff\u00fe\u00fd\u00fc\u00fb\r\n\r\n"));
    }

    /**
     * No request follows it, since half a TLS record waits for the rest. Bytes that do not begin like TLS are bad HTTP.
     */
    private static HostileRequest tls(String name, String bytes) {
        return new HostileRequest(name, bytes, Set.of(400, CLOSED));
    }
}
