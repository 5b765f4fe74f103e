package io.github.apimreconnect.mockarm.internal.event;

import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.util.Map;

/** The JSON data of events, as on the pages of the admin API. */
public interface EventViews {
    /** Returns a journal entry, as a mutable map. */
    Map<String, Object> entry(RecordedRequest entry);

    Map<String, Object> stats();

    Map<String, Object> clockNow();
}
