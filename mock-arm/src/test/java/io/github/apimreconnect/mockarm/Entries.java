package io.github.apimreconnect.mockarm;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;

/** Entries of a journal, for tests without a connection. */
final class Entries {
    private Entries() {}

    /** An accepted reconnect of a backend, by a second of the clock. */
    static JournalEntry accepted(String backend, byte[] body, int second) {
        return of(Caller.path(Caller.SUBSCRIPTION, "rg", "svc", backend) + Caller.QUERY, body, second);
    }

    static JournalEntry of(String target, byte[] body, int second) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target);
        head.headers().set("x-ms-client-request-id", "id-" + second);
        Stamp stamp = new Stamp.Maker().next(Instant.ofEpochSecond(second));
        return new JournalEntry(
                ArmRequest.of(Instant.ofEpochSecond(second), head, body, false, "https://localhost:1"),
                Reply.empty(202, stamp),
                Step.PLAIN,
                null);
    }
}
