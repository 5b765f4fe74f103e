package io.github.apimreconnect.it;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Splits one direction of a connection into messages. */
final class Framing<T extends FullHttpMessage> {
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final Class<T> type;
    private final EmbeddedChannel decoder;
    private final StringBuilder bytes = new StringBuilder();

    private Framing(Class<T> type, ChannelHandler decoder) {
        this.type = type;
        this.decoder = new EmbeddedChannel(decoder, new HttpObjectAggregator(MAX_BODY));
    }

    static Framing<FullHttpRequest> ofRequests() {
        return new Framing<>(FullHttpRequest.class, new HttpRequestDecoder());
    }

    static Framing<FullHttpResponse> ofAnswers() {
        return new Framing<>(FullHttpResponse.class, new HttpResponseDecoder());
    }

    /**
     * Adds a copy of some bytes; returns the message they complete, if any. There is at most one, as none follows
     * before it is answered.
     */
    Optional<Message<T>> add(ByteBuf more) {
        bytes.append(more.toString(StandardCharsets.ISO_8859_1));
        decoder.writeInbound(more.copy());
        return next();
    }

    /** Handles the end of the connection, which ends a message without a length. */
    Optional<Message<T>> end() {
        finish();
        return next();
    }

    /** Releases an incomplete message. */
    void release() {
        finish();
        decoder.releaseInbound();
    }

    private void finish() {
        try {
            decoder.finish();
        } catch (CodecException cut) {
            // An incomplete message is ignored, and must not affect the captured connection.
        }
    }

    private Optional<Message<T>> next() {
        Object whole = decoder.readInbound();
        if (whole == null) {
            return Optional.empty();
        }
        Message<T> message = Message.of(type.cast(whole), bytes.toString());
        bytes.setLength(0);
        return Optional.of(message);
    }
}
