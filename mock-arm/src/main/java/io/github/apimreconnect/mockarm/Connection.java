package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One connection. It reads a request, has it answered, and delivers the answer; what comes meanwhile waits. After the
 * last answer it reads on without looking, so that the answer is not lost to a reset.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a write or a close
final class Connection extends ChannelInboundHandlerAdapter {
    /** Sent up the pipeline when the mock closes. */
    static final Object DRAIN = new Object();

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_HEAD = 768;

    private final ArmService service;
    private final Deadline deadline;
    private final RequestDecoder decoder;
    private final HeadCheck headCheck = new HeadCheck();
    private final Deque<HttpObject> waiting = new ArrayDeque<>(1);

    private @Nullable HttpRequest head;
    private Instant arrived = Instant.EPOCH;
    private Body body = new Body();
    private @Nullable Delivery delivery;
    private boolean last;
    private boolean unflushed;

    Connection(ArmService service, Deadline deadline, RequestDecoder decoder) {
        this.service = service;
        this.deadline = deadline;
        this.decoder = decoder;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        HttpObject part = (HttpObject) message;
        if (last) {
            ReferenceCountUtil.release(part);
        } else if (delivery != null || !waiting.isEmpty() || !context.channel().isWritable()) {
            waiting.add(part);
            context.channel().config().setAutoRead(false);
        } else {
            take(context, part);
        }
    }

    private void take(ChannelHandlerContext context, HttpObject part) {
        try {
            if (part.decoderResult().isFailure()) {
                refuse(context, part);
            } else if (part instanceof HttpRequest request) {
                begin(context, request);
            }
            if (part instanceof HttpContent content && head != null && !last) {
                body.add(content.content());
                if (content instanceof LastHttpContent || body.isHopeless()) {
                    answer(context, head);
                }
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        head = request;
        arrived = service.now();
        body = new Body();
        service.inFlight().begin();
        deadline.headRead();
        headCheck.refusal(request).ifPresent(refusal -> refuse(context, refusal));
        if (!last && HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
        }
    }

    /** Bytes that are no request: nothing after them can be told apart, so the connection ends. */
    private void refuse(ChannelHandlerContext context, HttpObject bad) {
        if (!context.channel().isActive()) {
            return;
        }
        Throwable cause = bad.decoderResult().cause();
        HeadCheck.Refused refused = head == null ? HeadCheck.refusal(cause) : HeadCheck.refusalOfBody(cause);
        if (head == null) {
            head = bad instanceof HttpRequest request ? request : HeadCheck.unreadable();
            arrived = service.now();
            service.inFlight().begin();
        }
        refuse(context, refused);
    }

    private void refuse(ChannelHandlerContext context, HeadCheck.Refused refused) {
        if (head != null) {
            deliver(context, service.refuse(request(head), refused.answer(), refused.reason()));
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest request) {
        deadline.requestRead();
        deliver(context, service.answer(request(request)));
    }

    private ArmRequest request(HttpRequest request) {
        return ArmRequest.of(arrived, request, body.take(), body.isTooLarge(), service.origin());
    }

    private void deliver(ChannelHandlerContext context, Answer answer) {
        HttpRequest request = head;
        if (request == null) {
            return;
        }
        boolean bodiless = request.method().name().equals("HEAD");
        if (Events.isStream(answer.reply()) && !bodiless) {
            stream(context);
            return;
        }
        Reply.Framing framing = framing(request, answer.reply());
        if (answer.fault() == null) {
            write(context, answer, framing, bodiless);
        } else {
            delivery = new Delivery(
                    context, answer, framing, bodiless, service.random(), () -> delivered(context, framing));
            delivery.start(answer.fault());
        }
    }

    private Reply.Framing framing(HttpRequest request, Reply reply) {
        if (reply.closing()
                || !HttpUtil.isKeepAlive(request)
                || service.inFlight().isDraining()) {
            return Reply.Framing.CLOSES;
        }
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                ? Reply.Framing.STAYS_AND_SAYS_SO
                : Reply.Framing.STAYS;
    }

    /** The straight way: no fault, one buffer, one write. */
    private void write(ChannelHandlerContext context, Answer answer, Reply.Framing framing, boolean bodiless) {
        Reply reply = answer.reply();
        ByteBuf out = context.alloc().ioBuffer(USUAL_HEAD + reply.body().length);
        reply.writeHead(out, framing, 0);
        if (!bodiless) {
            out.writeBytes(reply.body());
        }
        unflushed = true;
        context.write(out)
                .addListener(written ->
                        answer.ended(written.isSuccess() ? JournalEntry.Outcome.SENT : JournalEntry.Outcome.ABANDONED));
        finished(context, framing);
    }

    private void stream(ChannelHandlerContext context) {
        ByteBuf out = context.alloc().ioBuffer(USUAL_HEAD);
        Events.STREAM.writeHead(out, Reply.Framing.ENDS_THE_BODY, 0);
        context.writeAndFlush(out);
        service.events().add(context.channel());
        head = null;
        service.inFlight().end();
        last = true;
    }

    private void delivered(ChannelHandlerContext context, Reply.Framing framing) {
        delivery = null;
        finished(context, framing);
        context.flush();
        next(context);
    }

    private void finished(ChannelHandlerContext context, Reply.Framing framing) {
        head = null;
        service.inFlight().end();
        if (framing == Reply.Framing.CLOSES) {
            last = true;
            deadline.lastAnswered();
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> shutdownOutput(context));
        } else {
            deadline.answered(decoder.holdsBytes());
        }
    }

    /** Says that no more will come, and leaves it to the peer, or to the deadline, to close. */
    private static void shutdownOutput(ChannelHandlerContext context) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        ChannelFuture said = tls == null ? context.newSucceededFuture() : tls.closeOutbound();
        said.addListener(done -> {
            if (context.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
                duplex.shutdownOutput();
            }
        });
    }

    /** Takes what has waited. */
    private void next(ChannelHandlerContext context) {
        while (delivery == null && context.channel().isWritable()) {
            HttpObject part = waiting.poll();
            if (part == null) {
                context.channel().config().setAutoRead(true);
                break;
            }
            if (last) {
                ReferenceCountUtil.release(part);
            } else {
                take(context, part);
            }
        }
        deadline.waitedRead();
        flush(context);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        flush(context);
        context.fireChannelReadComplete();
    }

    private void flush(ChannelHandlerContext context) {
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable() && !waiting.isEmpty()) {
            next(context);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Deadline.BODY_IS_LATE && head != null && delivery == null) {
            refuse(context, HeadCheck.LATE);
            flush(context);
        } else if (event == DRAIN && head == null) {
            context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (delivery != null) {
            delivery.cancel();
            delivery = null;
        }
        if (head != null) {
            head = null;
            service.inFlight().end();
        }
        last = true;
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset, or a broken TLS handshake: the peer is gone, or cannot be talked to.
        context.close();
    }
}
