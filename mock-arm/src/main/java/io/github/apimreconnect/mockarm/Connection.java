package io.github.apimreconnect.mockarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One connection. It reads a request, has it answered, and delivers the answer; what comes meanwhile waits in the
 * decoder. After the last answer it reads on without looking, so that the answer is not lost to a reset.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a write or a close
final class Connection extends ChannelInboundHandlerAdapter {
    /** Sent up the pipeline when the mock closes. */
    static final Object DRAIN = new Object();

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_HEAD = 768;
    /** Bytes that may wait; what is read on top is one read, or what the socket holds when the peer ends its side. */
    private static final int MOST_HELD = 64 * 1024;

    private final Channel channel;
    private final ArmService service;
    private final Deadline deadline;
    private final RequestDecoder decoder = new RequestDecoder(this::takes);
    private final HeadCheck headCheck = new HeadCheck();

    private final Incoming incoming;
    private @Nullable Delivery delivery;
    private boolean last;
    private boolean inputEnded;
    private boolean unflushed;
    /** An answer never comes, and the connection waits for its peer to end it. */
    private boolean stalled;
    /** A page of the admin API was answered, which can take long: other connections go first. */
    private boolean pausing;

    private final WaitingBytes waiting;

    Connection(Channel channel, ArmService service, Deadline deadline) {
        this.channel = channel;
        this.service = service;
        this.deadline = deadline;
        this.incoming = new Incoming(service);
        this.waiting = new WaitingBytes(service.held());
    }

    /** Goes before this handler in the pipeline. */
    RequestDecoder decoder() {
        return decoder;
    }

    /** Whether parts of requests are taken: not while an answer is on its way, or the peer does not read. */
    private boolean takes() {
        return last || (delivery == null && !pausing && channel.isWritable());
    }

    /**
     * Reads on, unless too much waits. Called whenever a read is over or something was taken, it is the one thing that
     * makes the mock read. While an answer is delayed it sees a peer that gives up.
     */
    private void readOn(ChannelHandlerContext context) {
        int held = decoder.held();
        if (!inputEnded && held <= MOST_HELD && waiting.count(takes() ? 0 : held)) {
            context.read();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        readOn(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        HttpObject part = (HttpObject) message;
        if (last) {
            ReferenceCountUtil.release(part);
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
            HttpRequest head = incoming.head();
            if (part instanceof HttpContent content && head != null && !last) {
                takeBody(context, head, content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void takeBody(ChannelHandlerContext context, HttpRequest head, HttpContent content) {
        if (!incoming.mayHold(content.content())) {
            refuse(context, HeadCheck.TOO_MUCH_HELD);
        } else if (incoming.add(content.content()) || content instanceof LastHttpContent) {
            deadline.requestRead();
            deliver(context, service.answer(incoming.soFar(head)));
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        incoming.begin(request);
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
        HttpRequest head = incoming.head();
        HeadCheck.Refused refused = head == null ? HeadCheck.refusal(cause) : HeadCheck.refusalOfBody(cause);
        if (head == null) {
            incoming.begin(bad instanceof HttpRequest request ? request : HeadCheck.unreadable());
        }
        refuse(context, refused);
    }

    private void refuse(ChannelHandlerContext context, HeadCheck.Refused refused) {
        HttpRequest head = incoming.head();
        if (head != null) {
            deliver(context, service.refuse(incoming.soFar(head), refused.answer(), refused.reason()));
        }
    }

    private void deliver(ChannelHandlerContext context, Answer answer) {
        HttpRequest request = incoming.head();
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
                    context, answer, framing, bodiless, service.random(), new EndOfDelivery(context, framing));
            deadline.answerHeld();
            delivery.start(answer.fault());
        }
    }

    private Reply.Framing framing(HttpRequest request, Reply reply) {
        if (reply.closing()
                || !HttpUtil.isKeepAlive(request)
                || (service.inFlight().isDraining() && decoder.held() == 0)) {
            return Reply.Framing.CLOSES;
        }
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                ? Reply.Framing.STAYS_AND_SAYS_SO
                : Reply.Framing.STAYS;
    }

    /** The straight way: no fault, one buffer, one write. */
    private void write(ChannelHandlerContext context, Answer answer, Reply.Framing framing, boolean bodiless) {
        if (answer.isPage()) {
            writePage(context, answer.reply(), framing, bodiless);
        } else {
            unflushed = true;
            context.write(bytes(context, answer.reply(), framing, bodiless)).addListener(written -> {
                answer.ended(written.isSuccess() ? JournalEntry.Outcome.SENT : JournalEntry.Outcome.ABANDONED);
                service.inFlight().end();
            });
        }
        finished(context, framing);
    }

    /** A page can be large, and is counted until it is written. */
    private void writePage(ChannelHandlerContext context, Reply page, Reply.Framing framing, boolean bodiless) {
        int length = bodiless ? 0 : page.body().length;
        int large = length > HeldBytes.SMALL ? length : 0;
        boolean held = large == 0 || service.held().take(large);
        int counted = held ? large : 0;
        ByteBuf out;
        try {
            out = bytes(context, held ? page : Admin.tooMuchHeld(), framing, bodiless);
        } catch (RuntimeException | Error e) {
            service.held().giveBack(counted);
            throw e;
        }
        unflushed = true;
        context.write(out).addListener(written -> {
            service.inFlight().end();
            service.held().giveBack(counted);
        });
        pause(context);
    }

    private static ByteBuf bytes(ChannelHandlerContext context, Reply reply, Reply.Framing framing, boolean bodiless) {
        ByteBuf out = AnswerBuffer.take(context.alloc(), USUAL_HEAD + (bodiless ? 0 : reply.body().length));
        try {
            reply.writeHead(out, framing, 0);
            return bodiless ? out : out.writeBytes(reply.body());
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
    }

    /** Lets other connections of the loop go first: over TLS, what comes next may wait in another handler. */
    private void pause(ChannelHandlerContext context) {
        pausing = true;
        Turn.after(channel.eventLoop(), Failures.caught(context, () -> {
            pausing = false;
            next(context);
        }));
    }

    private void stream(ChannelHandlerContext context) {
        ByteBuf out = context.alloc().ioBuffer(USUAL_HEAD);
        Events.STREAM.writeHead(out, Reply.Framing.ENDS_THE_BODY, 0);
        context.writeAndFlush(out);
        service.events().add(context.channel());
        incoming.answered();
        service.inFlight().end();
        last = true;
        deadline.answerHeld();
    }

    /** What comes after a delivery with a fault. */
    private final class EndOfDelivery implements Delivery.End {
        private final ChannelHandlerContext context;
        private final Reply.Framing framing;

        EndOfDelivery(ChannelHandlerContext context, Reply.Framing framing) {
            this.context = context;
            this.framing = framing;
        }

        @Override
        public void delivered() {
            delivery = null;
            finished(context, framing);
            service.inFlight().end();
            context.flush();
            next(context);
        }

        @Override
        public void stalled() {
            incoming.answered();
            service.inFlight().end();
            stalled = true;
            if (service.inFlight().isDraining()) {
                closeWhenWritten(context);
            }
        }
    }

    private void finished(ChannelHandlerContext context, Reply.Framing framing) {
        incoming.answered();
        if (framing == Reply.Framing.CLOSES) {
            last = true;
            deadline.lastAnswered();
            Farewell.shutdownOutput(context, deadline);
        } else {
            if (service.inFlight().isDraining()) {
                incoming.expect();
            }
            deadline.answered(decoder.held() > 0);
        }
    }

    /** Takes what has waited. */
    private void next(ChannelHandlerContext context) {
        decodeHeld(context);
        deadline.waitedRead();
        readComplete(context);
    }

    private void decodeHeld(ChannelHandlerContext context) {
        try {
            decoder.decodeHeld();
        } catch (Exception e) {
            exceptionCaught(context, e);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        readComplete(context);
        context.fireChannelReadComplete();
    }

    private void readComplete(ChannelHandlerContext context) {
        flush(context);
        if (inputEnded) {
            end(context);
        } else {
            readOn(context);
        }
    }

    private void flush(ChannelHandlerContext context) {
        if (unflushed) {
            unflushed = false;
            context.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            next(context);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Deadline.BODY_IS_LATE && incoming.head() != null && delivery == null) {
            refuse(context, HeadCheck.LATE);
            next(context);
        } else if (event == DRAIN) {
            drain(context);
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            end(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** The mock closes: a request in progress ends the connection with its answer, and so does one that has begun. */
    private void drain(ChannelHandlerContext context) {
        if (last || stalled || (incoming.head() == null && deadline.isIdle())) {
            closeWhenWritten(context);
        } else if (incoming.head() == null) {
            incoming.expect();
        }
    }

    /** The peer sends no more: it gets what it asked for, but not what a fault holds back, since it may be gone. */
    private void end(ChannelHandlerContext context) {
        if (delivery != null) {
            context.close();
            return;
        }
        // A channel can be writable a moment before it says so, with requests held.
        decodeHeld(context);
        if (takes() && !decoder.isDecoding()) {
            closeWhenWritten(context);
        }
    }

    private void closeWhenWritten(ChannelHandlerContext context) {
        last = true;
        deadline.lastAnswered();
        Farewell.close(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (delivery != null) {
            delivery.cancel();
            delivery = null;
        }
        incoming.abandon();
        last = true;
        waiting.count(0);
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (Failures.isInternal(cause)) {
            Failures.log("a connection was closed", cause);
        }
        context.close();
    }
}
