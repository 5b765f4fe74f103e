package io.github.apimreconnect.mockarm;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;

/** Requests as the mock has them, for tests without a connection. */
public final class Requests {
    private Requests() {}

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
