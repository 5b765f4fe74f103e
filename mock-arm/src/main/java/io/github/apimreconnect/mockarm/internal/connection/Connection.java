package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection. It reads a request, gets its response and sends it; whatever arrives meanwhile waits in the decoder.
 * After the last response it keeps reading and discards the input, so that a reset does not destroy the response.
 */
@SuppressWarnings("FutureReturnValueIgnored") // no caller waits for a write or a close
final class Connection extends ChannelInboundHandlerAdapter {
    /** User event fired when the mock closes. */
    static final Object DRAIN = new Object();

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Channel channel;
    private final Exchange exchange;
    private final Connections connections;
    private final Deadline deadline;
    private final HeadCheck headCheck = new HeadCheck();

    private final Intake intake;
    private final Incoming incoming;
    private final Outgoing outgoing;
    private @Nullable FaultyDelivery delivery;
    private @Nullable LateDelivery late;
    private boolean last;
    /** A fault withholds the response, and the connection waits for its peer to close it. */
    private boolean stalled;
    /** An admin API page, which can take long, was just served: other connections go first. */
    private boolean pausing;

    Connection(Channel channel, Exchange exchange, Connections connections, Deadline deadline) {
        this.channel = channel;
        this.exchange = exchange;
        this.connections = connections;
        this.deadline = deadline;
        this.intake = new Intake(this::takes, connections.held());
        this.incoming = new Incoming(connections, channel);
        this.outgoing = new Outgoing(connections);
    }

    /** Returns the decoder, which precedes this handler in the pipeline. */
    RequestDecoder decoder() {
        return intake.decoder();
    }

    /** Returns whether to take parts of requests: not while a response is pending or the peer does not read. */
    private boolean takes() {
        return last || (!isHeld() && !pausing && channel.isWritable());
    }

    /** Returns whether a response is delayed, by a fault or until its page is ready. */
    private boolean isHeld() {
        return delivery != null || late != null;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        intake.readOn(context);
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
            deliver(context, exchange.answer(incoming.soFar(head)));
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

    /** Rejects bytes that are not a request; nothing after them can be parsed, so the connection ends. */
    private void refuse(ChannelHandlerContext context, HttpObject bad) {
        if (!context.channel().isActive()) {
            return;
        }
        Throwable cause = bad.decoderResult().cause();
        HttpRequest head = incoming.head();
        if (head == null) {
            HttpRequest begun = bad instanceof HttpRequest request ? request : HeadCheck.unreadable();
            incoming.begin(begun);
            refuse(context, HeadCheck.refusal(begun, cause));
        } else {
            refuse(context, HeadCheck.refusalOfBody(cause));
        }
    }

    private void refuse(ChannelHandlerContext context, HeadCheck.Refused refused) {
        HttpRequest head = incoming.head();
        if (head != null) {
            deliver(context, exchange.refuse(incoming.soFar(head), refused.answer(), refused.reason()));
        }
    }

    private void deliver(ChannelHandlerContext context, PlannedReply answer) {
        HttpRequest request = incoming.head();
        if (request == null) {
            return;
        }
        boolean bodiless = request.method().name().equals("HEAD");
        if (answer.stream() != null && !bodiless) {
            stream(context, answer.reply(), answer.stream());
            return;
        }
        if (answer.late() != null) {
            await(context, answer, answer.late(), bodiless);
            return;
        }
        Reply.Framing framing = outgoing.framing(request, answer.reply(), intake.isWaiting());
        if (answer.fault() == null) {
            write(context, answer, framing, bodiless);
        } else {
            delivery = new FaultyDelivery(
                    context, answer, framing, bodiless, connections.random(), new EndOfDelivery(context, framing));
            deadline.answerHeld();
            delivery.start(answer.fault());
        }
    }

    /** Sends a response without a fault. */
    private void write(ChannelHandlerContext context, PlannedReply answer, Reply.Framing framing, boolean bodiless) {
        outgoing.write(context, answer, framing, bodiless);
        if (answer.isPage()) {
            pause(context);
        }
        finished(context, framing);
    }

    /** Lets other connections of the loop go first. Over TLS, the next input may wait in another handler. */
    private void pause(ChannelHandlerContext context) {
        pausing = true;
        Turn.after(channel.eventLoop(), InternalErrors.caught(context, () -> {
            pausing = false;
            next(context);
        }));
    }

    /** Sends a page once it is ready, or what stands in for it if the mock is closing. */
    private void await(ChannelHandlerContext context, PlannedReply answer, LatePage page, boolean bodiless) {
        LateDelivery waiting = new LateDelivery(context, page, answer.reply(), ready -> {
            late = null;
            HttpRequest request = incoming.head();
            if (request != null) {
                Reply reply =
                        ready.closingAfter(ready.closing() || answer.reply().closing());
                write(
                        context,
                        PlannedReply.page(reply),
                        outgoing.framing(request, reply, intake.isWaiting()),
                        bodiless);
            }
        });
        late = waiting;
        waiting.start();
        if (late != null) {
            deadline.answerHeld();
            if (connections.inFlight().isDraining()) {
                waiting.endWait();
            }
        }
    }

    private void stream(ChannelHandlerContext context, Reply head, Consumer<Channel> reader) {
        // First, as a client that has the head is a reader.
        reader.accept(channel);
        outgoing.writeEndless(context, head);
        incoming.answered();
        connections.inFlight().end();
        last = true;
        deadline.answerHeld();
    }

    /** Continues the connection after a delivery with a fault. */
    private final class EndOfDelivery implements FaultyDelivery.End {
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
            connections.inFlight().end();
            context.flush();
            next(context);
        }

        @Override
        public void stalled() {
            incoming.answered();
            connections.inFlight().end();
            stalled = true;
            if (connections.inFlight().isDraining()) {
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
            if (connections.inFlight().isDraining()) {
                incoming.expect();
            }
            deadline.answered(intake.isWaiting());
        }
    }

    /** Processes the input that has waited. */
    private void next(ChannelHandlerContext context) {
        decodeHeld(context);
        deadline.waitedRead();
        readComplete(context);
    }

    private void decodeHeld(ChannelHandlerContext context) {
        try {
            intake.decoder().decodeHeld();
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
        outgoing.flush(context);
        if (intake.isEnded()) {
            end(context);
        } else {
            intake.readOn(context);
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
        if (event == Deadline.BODY_IS_LATE && incoming.head() != null && !isHeld()) {
            refuse(context, HeadCheck.LATE);
            next(context);
        } else if (event == DRAIN) {
            drain(context);
        } else if (event instanceof ChannelInputShutdownEvent) {
            intake.end();
            end(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /**
     * Called when the mock closes: a request in progress, even a partial one, ends the connection with its response.
     */
    private void drain(ChannelHandlerContext context) {
        if (late != null) {
            late.endWait();
        } else if (last || stalled || (incoming.head() == null && deadline.isIdle())) {
            closeWhenWritten(context);
        } else if (incoming.head() == null) {
            incoming.expect();
        }
    }

    /**
     * Called when the peer stops sending: it gets its responses, but not one that a fault delays or that waits for
     * more requests, as it may be gone.
     */
    private void end(ChannelHandlerContext context) {
        if (delivery != null) {
            context.close();
            return;
        }
        if (late != null) {
            late.peerEnded();
            return;
        }
        // A channel can be writable just before it fires the event, with requests still held.
        decodeHeld(context);
        if (takes() && !intake.decoder().isDecoding()) {
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
        if (late != null) {
            late.cancel();
            late = null;
        }
        incoming.abandon();
        last = true;
        intake.release();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (InternalErrors.isInternal(cause)) {
            InternalErrors.log("a connection was closed", cause);
        }
        context.close();
    }
}
