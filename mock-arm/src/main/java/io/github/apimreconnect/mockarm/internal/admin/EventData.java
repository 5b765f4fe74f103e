package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.connection.Connections;
import io.github.apimreconnect.mockarm.internal.event.EventViews;
import io.github.apimreconnect.mockarm.internal.journal.Memory;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.time.Clock;
import java.util.Map;

/**
 * The data of events, as on the pages.
 *
 * @param memory the journal, the reconnects and the counts
 * @param connections the connections
 * @param clock the mock's clock
 */
public record EventData(Memory memory, Connections connections, Clock clock) implements EventViews {
    @Override
    public Map<String, Object> entry(RecordedRequest entry) {
        return AdminViews.entry(entry);
    }

    @Override
    public Map<String, Object> stats() {
        return AdminViews.stats(memory, connections, clock.instant());
    }

    @Override
    public Map<String, Object> clockNow() {
        return AdminViews.clock(clock);
    }
}
