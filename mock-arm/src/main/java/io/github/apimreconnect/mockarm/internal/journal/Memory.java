package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.internal.reply.Reply;

/**
 * The mock's record of requests, reconnects and counts. Thread-safe.
 *
 * @param journal the requests received
 * @param reconnects the accepted reconnects
 * @param stats the counts
 * @param verdict the verdict on the whole run
 */
public record Memory(RequestJournal journal, AcceptedReconnects reconnects, Stats stats, Verdict verdict) {
    /** Records a request with the reply planned for it, which must have no secrets. */
    public void record(RecordedRequest request, Reply reply) {
        stats.count(request, journal.write(request, reply));
    }

    /**
     * Clears everything except the verdict.
     *
     * @param cleared called before another request is recorded
     */
    public void clear(Runnable cleared) {
        reconnects.clear();
        stats.clear();
        verdict.reset();
        journal.clear(cleared);
    }
}
