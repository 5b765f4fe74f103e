package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.arm.ArmRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The request that a connection is reading or answering, and its in-flight count. */
final class Incoming {
    private final Connections connections;
    private final Channel channel;
    /** The origin of the last request whose host was short: nearly always, the next one has the same host. */
    private @Nullable String origin;

    private @Nullable String host;

    private @Nullable HttpRequest head;
    private Instant arrived = Instant.EPOCH;
    private Body body = new Body();
    private int large;
    private boolean expected;

    Incoming(Connections connections, Channel channel) {
        this.connections = connections;
        this.channel = channel;
    }

    /** Returns the head of the request, or null between requests. */
    @Nullable
    HttpRequest head() {
        return head;
    }

    /** Counts a request whose head has not arrived yet, so that closing the mock waits for it. */
    void expect() {
        if (!expected) {
            expected = true;
            connections.inFlight().begin();
        }
    }

    /** Called when a head has arrived. */
    void begin(HttpRequest request) {
        expect();
        expected = false;
        head = request;
        arrived = connections.clock().instant();
        body = new Body();
    }

    /** Adds a part of the body; returns whether the body is so large that no more of it is read. */
    boolean add(ByteBuf part) {
        body.add(part);
        return body.isHopeless();
    }

    /** Returns whether the connections together may also hold this part of the body; it counts until answered. */
    boolean mayHold(ByteBuf part) {
        int bytes = part.readableBytes();
        if (body.isTooLarge() || body.size() + bytes <= HeldBytes.SMALL) {
            return true;
        }
        boolean held = connections.held().take(bytes);
        large += held ? bytes : 0;
        return held;
    }

    /** Returns what has been received of a request. */
    ArmRequest soFar(HttpRequest request) {
        return ArmRequest.of(arrived, request, body.take(), body.isTooLarge(), origin(ArmRequest.authority(request)));
    }

    private String origin(@Nullable String asked) {
        if (origin != null && Objects.equals(asked, host)) {
            return origin;
        }
        String resolved = connections.origin(channel, asked);
        if (asked == null || asked.length() <= HeadCheck.MAX_REMEMBERED) {
            origin = resolved;
            host = asked;
        }
        return resolved;
    }

    /** Called when the response is written or about to be; its writer ends the in-flight count. */
    void answered() {
        head = null;
        letGo();
    }

    /** Called when the connection has closed. */
    void abandon() {
        if (head != null || expected) {
            connections.inFlight().end();
        }
        head = null;
        expected = false;
        letGo();
    }

    private void letGo() {
        if (large > 0) {
            connections.held().giveBack(large);
            large = 0;
        }
    }
}
