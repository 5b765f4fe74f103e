package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;

/** Requests, as Latin-1 text and parsed, for tests without a connection. */
public final class Requests {
    public static final String RAW = raw("");

    private Requests() {}

    /** A reconnect that passes every check, with more headers. */
    public static String raw(String headers) {
        return "POST " + Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1") + Caller.QUERY
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\nContent-Length: 0\r\n" + headers
                + "\r\n";
    }

    public static ArmRequest reconnect() {
        String target = Caller.path(Caller.SUBSCRIPTION, "rg", "svc", "b1") + Caller.QUERY;
        return ArmRequest.of(
                Instant.EPOCH,
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target),
                new byte[0],
                false,
                "https://localhost:1");
    }
}
