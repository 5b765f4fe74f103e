package io.github.apimreconnect.it;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/** Captures the bytes between TLS and the HTTP codec, as sent and received. Ignores incomplete exchanges. */
final class TapHandler extends ChannelDuplexHandler {
    private final Framing<FullHttpRequest> requests = Framing.ofRequests();
    private final Framing<FullHttpResponse> answers = Framing.ofAnswers();
    private final Deque<Message<FullHttpRequest>> unanswered = new ArrayDeque<>();
    private final Predicate<Exchange> heard;

    /** Creates a handler that passes on each exchange, until the callback returns false. */
    TapHandler(Predicate<Exchange> heard) {
        this.heard = heard;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf bytes) {
            requests.add(bytes).ifPresent(unanswered::add);
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf bytes) {
            answered(context, answers.add(bytes));
        }
        super.channelRead(context, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        answered(context, answers.end());
        super.channelInactive(context);
    }

    private void answered(ChannelHandlerContext context, Optional<Message<FullHttpResponse>> answer) {
        Message<FullHttpRequest> request = answer.isPresent() ? unanswered.poll() : null;
        if (request != null && answer.get().isHttp()) {
            if (!heard.test(new Exchange(request, answer.get()))) {
                context.pipeline().remove(this);
            }
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        requests.release();
        answers.release();
    }
}
