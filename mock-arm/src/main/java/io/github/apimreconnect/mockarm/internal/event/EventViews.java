package io.github.apimreconnect.mockarm.internal.event;

import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.util.Map;

/** The JSON of what events are about, as on the pages of the admin API. */
public interface EventViews {
    /** Returns a journal entry, as a map that can be changed. */
    Map<String, Object> entry(RecordedRequest entry);

    Map<String, Object> stats();

    Map<String, Object> clockNow();
}
