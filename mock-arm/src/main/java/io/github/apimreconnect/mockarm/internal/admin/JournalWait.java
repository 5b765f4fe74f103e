package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.connection.LatePage;
import io.github.apimreconnect.mockarm.internal.connection.PlannedReply;
import io.github.apimreconnect.mockarm.internal.journal.Arrivals;
import io.github.apimreconnect.mockarm.internal.journal.RequestJournal;
import io.github.apimreconnect.mockarm.internal.journal.Tally;
import io.github.apimreconnect.mockarm.internal.reply.Reply;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer about the journal that counts its matching entries, in several steps if there are many, and waits for more
 * of them if the query asks for that.
 */
final class JournalWait implements LatePage {
    private static final int OK = 200;
    /** The condition {@code await} was not met in time. Not 408, which many clients retry by themselves. */
    private static final int UNMET = 412;

    private final RequestJournal journal;
    private final JournalQuery query;
    private final Content content;
    private final Tally tally;
    private @Nullable Runnable changed;
    /** The last entry to examine before answering, or 0 while more may come. */
    private long last;

    private JournalWait(RequestJournal journal, JournalQuery query, Content content) {
        this.journal = journal;
        this.query = query;
        this.content = content;
        this.tally = new Tally(journal, query.filter(), query.after(), query.retained());
    }

    /** The content of an answer. */
    private interface Content {
        /** Returns JSON that begins with the error, unless that is null. */
        Reply reply(int status, long matched, @Nullable String error);
    }

    /** Returns a page of the journal's entries, once enough of them match. */
    static PlannedReply forPage(RequestJournal journal, JournalQuery query, LongSupplier lastEvent) {
        return planned(new JournalWait(
                journal,
                query,
                (status, matched, error) -> JournalPage.reply(status, journal, query, lastEvent.getAsLong(), error)));
    }

    /** Returns the number of the journal's entries that match. */
    static PlannedReply forCount(RequestJournal journal, JournalQuery query) {
        return planned(new JournalWait(journal, query, JournalWait::count));
    }

    private static Reply count(int status, long matched, @Nullable String error) {
        return Reply.jsonText(
                status,
                error == null
                        ? "{\"count\":" + matched + "}"
                        : "{\"error\":" + Json.text(error) + ",\"count\":" + matched + "}");
    }

    private static PlannedReply planned(JournalWait wait) {
        return PlannedReply.late(wait, Reply.error(503, "The mock is closing"));
    }

    @Override
    public boolean begin(Runnable callback) {
        changed = callback;
        return query.await().isEmpty() || journal.arrivals().add(callback);
    }

    @Override
    public Duration patience() {
        return query.await().map(AwaitQuery::timeout).orElse(Duration.ZERO);
    }

    @Override
    public @Nullable Reply look(Stage stage) {
        try {
            tally.advance();
            boolean met = tally.matched() >= requests();
            if (last == 0 && (met || stage != Stage.WAITING)) {
                last = tally.written();
            }
            if (tally.isBehind() && (last == 0 || tally.examined() < last)) {
                lookAgain();
                return null;
            }
            last = 0;
            return met ? content.reply(OK, tally.matched(), null) : unmet(stage);
        } catch (IllegalStateException e) {
            return Reply.error(409, String.valueOf(e.getMessage()));
        }
    }

    private void lookAgain() {
        if (changed != null) {
            changed.run();
        }
    }

    private @Nullable Reply unmet(Stage stage) {
        return switch (stage) {
            case WAITING -> null;
            case FULL -> Reply.error(503, "Already " + Arrivals.MOST + " requests wait for the journal, the maximum");
            case OVER ->
                content.reply(
                        UNMET,
                        tally.matched(),
                        tally.matched() + " of " + requests() + " matching requests arrived within " + patience());
        };
    }

    private int requests() {
        return query.await().map(AwaitQuery::requests).orElse(0);
    }

    @Override
    public void end() {
        if (changed != null) {
            journal.arrivals().remove(changed);
        }
    }
}
