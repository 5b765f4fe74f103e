package io.github.apimreconnect.mockarm.internal.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.apimreconnect.mockarm.JsonBody;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A reader of a {@link StreamByHand}, which may stop reading. */
@SuppressWarnings("FutureReturnValueIgnored") // promises tell the outcome
final class ReaderByHand {
    private final Held held = new Held();
    private final EmbeddedChannel channel = new EmbeddedChannel(held);
    private String lastId = "";

    /** An event as it came. */
    record Told(String id, String name, JsonNode data) {
        long number() {
            return Long.parseLong(id.substring(9));
        }

        long entry() {
            return data.path("number").asLong();
        }
    }

    EmbeddedChannel channel() {
        return channel;
    }

    String lastId() {
        return lastId;
    }

    /** Returns the bytes that came since the last call. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf out; (out = channel.readOutbound()) != null; out.release()) {
            text.append(out.toString(StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /** Returns the events that came since the last call, but not the counts. */
    List<Told> told() {
        List<Told> all = new ArrayList<>();
        for (String event : text().split("\n\n", -1)) {
            String[] lines = event.replaceFirst("^retry: 1000\n", "").split("\n", -1);
            if (lines.length == 3 && !lines[1].equals("event: stats")) {
                lastId = lines[0].replaceFirst("^id: ", "");
                all.add(new Told(
                        lastId,
                        lines[1].replaceFirst("^event: ", ""),
                        JsonBody.of(lines[2].replaceFirst("^data: ", ""))));
            }
        }
        return all;
    }

    static long[] entries(List<Told> told) {
        return told.stream()
                .filter(one -> one.name().equals("request"))
                .mapToLong(Told::entry)
                .toArray();
    }

    static List<String> names(List<Told> told) {
        return told.stream().map(Told::name).toList();
    }

    void cut() {
        channel.close();
    }

    void close() {
        readAgain();
        channel.finishAndReleaseAll();
    }

    void stopReading() {
        held.holds = true;
    }

    /** Returns how many bytes wait for a reader that does not read. */
    int waiting() {
        return held.waiting.stream()
                .mapToInt(one -> ((ByteBuf) one.message()).readableBytes())
                .sum();
    }

    void readAgain() {
        held.holds = false;
        held.waiting.forEach(one -> held.context().write(one.message(), one.promise()));
        held.waiting.clear();
        channel.flush();
    }

    private record Waiting(Object message, ChannelPromise promise) {}

    private static final class Held extends ChannelOutboundHandlerAdapter {
        private final List<Waiting> waiting = new ArrayList<>();
        private final List<ChannelHandlerContext> contexts = new ArrayList<>();
        private boolean holds;

        ChannelHandlerContext context() {
            return contexts.get(0);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            contexts.add(context);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (holds) {
                waiting.add(new Waiting(message, promise));
            } else {
                context.write(message, promise);
            }
        }
    }
}
