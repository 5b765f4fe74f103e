package io.github.apimreconnect.mockarm.internal.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ByteProcessor;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Netty's decoder, which rejects most of what RFC 9112 says must be rejected. This class also rejects folded header
 * lines, which Netty unfolds: a front end that does otherwise would read a different request. It decodes one part at a
 * time, and only while the connection takes parts: requests that must wait are kept as bytes, which cost a fraction of
 * their objects.
 */
public final class RequestDecoder extends HttpRequestDecoder {
    static final int MAX_LINE = 8 * 1024;
    static final int MAX_HEADERS = 16 * 1024;

    private final BooleanSupplier taken;
    private @Nullable ChannelHandlerContext context;
    private boolean decoding;
    private boolean inHead = true;
    /** Set once the request line has been read. */
    private boolean begun;

    private boolean refused;
    /** The bytes being decoded. */
    private ByteBuf input = Unpooled.EMPTY_BUFFER;

    /**
     * Creates the decoder of a connection.
     *
     * @param taken whether the connection takes the next part; called before each
     */
    public RequestDecoder(BooleanSupplier taken) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setHeadersFactory(HeaderLines.HEAD)
                .setTrailersFactory(HeaderLines.TRAILERS)
                .setStrictLineParsing(true));
        this.taken = taken;
    }

    /** Returns the number of bytes received but not decoded. */
    int held() {
        return actualReadableBytes();
    }

    /** Returns whether this call is part of a decoding in progress. */
    boolean isDecoding() {
        return decoding;
    }

    /** Decodes the bytes held while the connection took no parts. */
    void decodeHeld() throws Exception {
        // A decoding in progress continues in its own loop.
        if (!decoding && context != null && held() > 0) {
            channelRead(context, Unpooled.EMPTY_BUFFER);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) throws Exception {
        context = added;
        super.handlerAdded(added);
    }

    @Override
    public void channelRead(ChannelHandlerContext at, Object input) throws Exception {
        decoding = true;
        try {
            super.channelRead(at, input);
        } finally {
            decoding = false;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext at) throws Exception {
        if (held() > 0 && !taken.getAsBoolean()) {
            // Netty's implementation would read more, as if a part were incomplete.
            at.fireChannelReadComplete();
        } else {
            super.channelReadComplete(at);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext at, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent) {
            // Netty's implementation would drop the bytes held.
            at.fireUserEventTriggered(event);
        } else {
            super.userEventTriggered(at, event);
        }
    }

    @Override
    protected HttpMessage createMessage(String[] line) throws Exception {
        // Netty accepts any case.
        if (!line[2].startsWith("HTTP")) {
            throw new InvalidHeadException(HeadCheck.REQUEST_LINE);
        }
        begun = true;
        requireUnfolded();
        return super.createMessage(line);
    }

    @Override
    protected HttpMessage createInvalidMessage() {
        return HeadCheck.unreadable();
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        if (inHead) {
            requireUnfolded();
        }
        return super.splitHeaderName(line, start, length);
    }

    @Override
    protected void decode(ChannelHandlerContext at, ByteBuf in, List<Object> out) throws Exception {
        if (!taken.getAsBoolean()) {
            return;
        }
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        // Checks the start of a line that arrives in a later read than the line before it.
        if (inHead && in.isReadable() && isWhite(in, begun ? in.readerIndex() : firstOfHead(in))) {
            refused = true;
            in.skipBytes(in.readableBytes());
            HttpMessage folded = createInvalidMessage();
            folded.setDecoderResult(DecoderResult.failure(folded()));
            out.add(folded);
            return;
        }
        input = in;
        try {
            super.decode(at, in, out);
        } finally {
            input = Unpooled.EMPTY_BUFFER;
        }
        if (!out.isEmpty()) {
            inHead = out.get(out.size() - 1) instanceof LastHttpContent;
            begun &= !inHead;
        }
    }

    /** Returns the index after any empty lines before a head. */
    private static int firstOfHead(ByteBuf in) {
        byte first = in.getByte(in.readerIndex());
        return first == HttpConstants.CR || first == HttpConstants.LF
                ? in.forEachByte(ByteProcessor.FIND_NON_CRLF)
                : in.readerIndex();
    }

    /** Called when a line has been read: the next must not begin with whitespace. */
    private void requireUnfolded() {
        if (isWhite(input, input.readerIndex())) {
            throw folded();
        }
    }

    private static boolean isWhite(ByteBuf in, int at) {
        if (at < 0 || at >= in.writerIndex()) {
            return false;
        }
        byte there = in.getByte(at);
        return there == HttpConstants.SP || there == HttpConstants.HT;
    }

    private static InvalidHeadException folded() {
        return new InvalidHeadException("A line of the head must not begin with white space.");
    }
}
