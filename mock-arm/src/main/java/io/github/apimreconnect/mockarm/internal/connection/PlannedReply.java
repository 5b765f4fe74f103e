package io.github.apimreconnect.mockarm.internal.connection;

import io.github.apimreconnect.mockarm.Fault;
import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import io.netty.channel.Channel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A reply and its delivery: a fault, an outcome for the journal, a stream after the head, a page to wait for. */
public final class PlannedReply {
    private final Reply reply;
    private final @Nullable Fault fault;
    private final @Nullable Consumer<JournalEntry.Outcome> ending;
    private final @Nullable Consumer<Channel> stream;
    private final @Nullable LatePage late;

    private PlannedReply(
            Reply reply,
            @Nullable Fault fault,
            @Nullable Consumer<JournalEntry.Outcome> ending,
            @Nullable Consumer<Channel> stream,
            @Nullable LatePage late) {
        this.reply = reply;
        this.fault = fault;
        this.ending = ending;
        this.stream = stream;
        this.late = late;
    }

    /**
     * Returns a reply that is in the journal.
     *
     * @param ending called on the connection's event loop with each outcome of the delivery; the first one counts
     */
    public static PlannedReply recorded(Reply reply, @Nullable Fault fault, Consumer<JournalEntry.Outcome> ending) {
        return new PlannedReply(reply, fault, ending, null, null);
    }

    /** Returns a reply of the admin API, which the journal's limits do not bound. */
    public static PlannedReply page(Reply reply) {
        return new PlannedReply(reply, null, null, null, null);
    }

    /** Returns a head with an endless body: the reader takes over the connection once the head is written. */
    public static PlannedReply stream(Reply head, Consumer<Channel> reader) {
        return new PlannedReply(head, null, null, reader, null);
    }

    /**
     * Returns a page that may not be ready yet.
     *
     * @param ifClosing the page to send if the mock closes first
     */
    public static PlannedReply late(LatePage page, Reply ifClosing) {
        return new PlannedReply(ifClosing, null, null, null, page);
    }

    /** Returns the page sent in place of one that would exceed the limit, given all others being read. */
    static Reply tooMuchHeld() {
        return Reply.error(
                503, "Answers being sent fill an eighth of the heap; read those first, or request fewer with 'limit'");
    }

    /** Returns the same reply, with which the connection ends. */
    public PlannedReply closing() {
        return new PlannedReply(reply.closingAfter(true), fault, ending, stream, late);
    }

    public boolean isPage() {
        return ending == null;
    }

    public Reply reply() {
        return reply;
    }

    @Nullable
    Fault fault() {
        return fault;
    }

    /** Returns what takes over the connection once the head is written, or null for a reply that ends. */
    public @Nullable Consumer<Channel> stream() {
        return stream;
    }

    /** Returns the page to wait for, or null for a reply that is ready. */
    @Nullable
    LatePage late() {
        return late;
    }

    /** Tells the journal the outcome. */
    public void ended(JournalEntry.Outcome outcome) {
        if (ending != null) {
            ending.accept(outcome);
        }
    }
}
