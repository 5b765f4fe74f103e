package io.github.apimreconnect.it;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * A captured request or answer.
 *
 * @param http the parsed message
 * @param bytes its bytes, one character per byte
 */
record Message<T extends FullHttpMessage>(T http, String bytes) {
    static <T extends FullHttpMessage> Message<T> of(T pooled, String bytes) {
        ByteBuf body = Unpooled.copiedBuffer(pooled.content());
        pooled.release();
        @SuppressWarnings("unchecked") // a copy has the same type
        T http = (T) pooled.replace(body);
        return new Message<>(http, bytes);
    }

    static Message<FullHttpRequest> request(String bytes) {
        return whole(Framing.ofRequests(), bytes);
    }

    static Message<FullHttpResponse> answer(String bytes) {
        return whole(Framing.ofAnswers(), bytes);
    }

    private static <T extends FullHttpMessage> Message<T> whole(Framing<T> framing, String bytes) {
        return framing.add(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> new IllegalArgumentException("Not one whole message: " + bytes));
    }

    boolean isHttp() {
        return http.decoderResult().isSuccess();
    }

    byte[] body() {
        byte[] body = new byte[http.content().readableBytes()];
        http.content().getBytes(http.content().readerIndex(), body);
        return body;
    }
}
