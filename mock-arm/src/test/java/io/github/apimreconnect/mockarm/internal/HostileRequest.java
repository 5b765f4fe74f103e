package io.github.apimreconnect.mockarm.internal;

import io.github.apimreconnect.mockarm.Caller;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bytes that must be refused.
 *
 * @param name what is wrong with them
 * @param bytes the bytes to send, as Latin-1
 * @param allowed the statuses of the one answer; {@link #CLOSED} for none at all
 */
public record HostileRequest(String name, String bytes, Set<Integer> allowed) {
    public static final int CLOSED = 0;

    public static final String TARGET = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1") + Caller.QUERY;
    public static final String LINE = "POST " + TARGET + " HTTP/1.1\r\n";
    public static final String HOST = "Host: localhost\r\n";
    public static final String TOKEN = "Authorization: Bearer any\r\n";
    public static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    /** A complete request, which would be accepted if a parser took these bytes for one. */
    public static final String SMUGGLED = "POST " + Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "smuggled")
            + Caller.QUERY + " HTTP/1.1\r\n" + HOST + TOKEN + "\r\n";

    static HostileRequest ofBytes(String name, String bytes, int... allowed) {
        return new HostileRequest(
                name, bytes + SMUGGLED, IntStream.of(allowed).boxed().collect(Collectors.toSet()));
    }

    /** A request that is valid except for some of its headers. */
    static HostileRequest ofHeaders(String name, String headers, int... allowed) {
        return ofBytes(name, LINE + HOST + TOKEN + headers + "\r\n", allowed);
    }

    /** A request that is valid except for the framing of its body. */
    static HostileRequest ofBody(String name, String headers, String body, int... allowed) {
        return ofBytes(name, LINE + HOST + TOKEN + headers + "\r\n" + body, allowed);
    }

    static HostileRequest ofTarget(String name, String target, int... allowed) {
        return ofBytes(name, "POST " + target + " HTTP/1.1\r\n" + HOST + TOKEN + "\r\n", allowed);
    }

    @Override
    public String toString() {
        return name;
    }
}
