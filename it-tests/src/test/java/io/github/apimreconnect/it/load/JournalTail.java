package io.github.apimreconnect.it.load;

import io.github.apimreconnect.mockarm.Journal;
import io.github.apimreconnect.mockarm.JournalEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** All entries of a journal, also those that it drops later: it is read as it grows. */
final class JournalTail implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Journal journal;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Disposable reading;

    JournalTail(Journal journal) {
        this.journal = journal;
        this.reading = Flux.interval(PERIOD, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .subscribe(tick -> read());
    }

    /** Returns every entry since the journal began; throws if some were dropped before they were read. */
    synchronized List<JournalEntry> all() {
        read();
        if (entries.size() != journal.count()) {
            throw new IllegalStateException(
                    "Read " + entries.size() + " entries of " + journal.count() + " before they were dropped");
        }
        return List.copyOf(entries);
    }

    private synchronized void read() {
        long read = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).number();
        journal.retained().stream().filter(entry -> entry.number() > read).forEach(entries::add);
    }

    @Override
    public void close() {
        reading.dispose();
    }
}
