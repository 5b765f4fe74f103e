package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The request that a connection is reading or answering, and its count among those in flight. */
final class Incoming {
    private final ArmService service;
    private @Nullable HttpRequest head;
    private Instant arrived = Instant.EPOCH;
    private Body body = new Body();
    private int large;
    private boolean expected;

    Incoming(ArmService service) {
        this.service = service;
    }

    /** The head of the request, or null between two. */
    @Nullable
    HttpRequest head() {
        return head;
    }

    /** Counts a request of which the head is not here yet, so that closing the mock waits for it. */
    void expect() {
        if (!expected) {
            expected = true;
            service.inFlight().begin();
        }
    }

    /** A head is here. */
    void begin(HttpRequest request) {
        expect();
        expected = false;
        head = request;
        arrived = service.now();
        body = new Body();
    }

    /** Adds a part of the body; returns whether there is so much of it that no more is read. */
    boolean add(ByteBuf part) {
        body.add(part);
        return body.isHopeless();
    }

    /** Whether all connections together may hold this part of the body as well; it counts until it is answered. */
    boolean mayHold(ByteBuf part) {
        int bytes = part.readableBytes();
        if (body.isTooLarge() || body.size() + bytes <= HeldBytes.SMALL) {
            return true;
        }
        boolean held = service.held().take(bytes);
        large += held ? bytes : 0;
        return held;
    }

    /** What has come of a request. */
    ArmRequest soFar(HttpRequest request) {
        return ArmRequest.of(arrived, request, body.take(), body.isTooLarge(), service.origin());
    }

    /** The answer is written, or about to be, and whoever writes it ends its count. */
    void answered() {
        head = null;
        letGo();
    }

    /** The connection is gone. */
    void abandon() {
        if (head != null || expected) {
            service.inFlight().end();
        }
        head = null;
        expected = false;
        letGo();
    }

    private void letGo() {
        if (large > 0) {
            service.held().giveBack(large);
            large = 0;
        }
    }
}
