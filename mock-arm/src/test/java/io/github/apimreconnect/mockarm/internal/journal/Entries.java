package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.Caller;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.github.apimreconnect.mockarm.internal.arm.PlainStep;
import io.github.apimreconnect.mockarm.internal.reply.ArmHeaders;
import io.github.apimreconnect.mockarm.internal.reply.RefusedException;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of a journal, for tests without a connection. */
public final class Entries {
    /** An answer to any of them. */
    public static final Reply REPLY = Reply.empty(202, null);

    private Entries() {}

    /** An accepted reconnect of a backend, received at a second of the clock. */
    public static RecordedRequest accepted(String backend, byte[] body, int second) {
        return of(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", backend) + Caller.QUERY, body, second);
    }

    public static RecordedRequest of(String target, byte[] body, int second) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target);
        head.headers().set("x-ms-client-request-id", "id-" + second);
        ArmHeaders stamp = new ArmHeaders.Maker().next(Instant.ofEpochSecond(second));
        ArmRequest request = ArmRequest.of(Instant.ofEpochSecond(second), head, body, false, "https://localhost:1");
        return new RecordedRequest(request, 202, stamp.id(), null, PlainStep.PLAIN, List.of());
    }

    /** A request and its answer. */
    public static RecordedRequest of(ArmRequest request, int status, Step step, @Nullable RefusedException refused) {
        return new RecordedRequest(
                request, status, null, null, step, refused == null ? List.of() : List.of(refused.refusal()));
    }
}
