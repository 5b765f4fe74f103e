package io.github.apimreconnect.it.bench.mock;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;

/** One keep-alive connection with one request in flight. */
@SuppressWarnings("FutureReturnValueIgnored") // exceptionCaught handles failures
final class LoadConnection extends ByteToMessageDecoder {
    private final LoadRun run;
    private final Histogram latencies;
    private long sent;
    private long sentAt;
    private boolean done;

    @SuppressWarnings("NullAway.Init") // handlerAdded() sets it
    private ChannelHandlerContext context;

    LoadConnection(LoadRun run, Histogram latencies) {
        this.run = run;
        this.latencies = latencies;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    void begin() {
        context.executor().execute(this::send);
    }

    private void send() {
        sent++;
        sentAt = System.nanoTime();
        context.writeAndFlush(run.request(), context.voidPromise());
    }

    @Override
    protected void decode(ChannelHandlerContext unused, ByteBuf in, List<Object> out) throws IOException {
        if (!Answer.readWhole(in)) {
            return;
        }
        if (in.isReadable()) {
            throw new IOException("More than one answer to one request");
        }
        long now = System.nanoTime();
        latencies.recordValue(now - sentAt);
        if (run.goesOn(sent, now)) {
            send();
        } else {
            end();
        }
    }

    private void end() {
        done = true;
        context.close();
        run.done(null);
    }

    @Override
    public void channelInactive(ChannelHandlerContext unused) {
        fail(new IOException("The server closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext unused, Throwable cause) {
        fail(cause);
        context.close();
    }

    private void fail(Throwable cause) {
        if (!done) {
            done = true;
            run.done(cause);
        }
    }
}
