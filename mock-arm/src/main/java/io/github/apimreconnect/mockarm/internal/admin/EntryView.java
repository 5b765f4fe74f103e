package io.github.apimreconnect.mockarm.internal.admin;

import io.github.apimreconnect.mockarm.internal.arm.Json;
import io.github.apimreconnect.mockarm.internal.journal.AnsweredRequest;
import io.github.apimreconnect.mockarm.internal.journal.PlannedAnswer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of a journal entry with its answer. */
final class EntryView {
    private EntryView() {}

    static Map<String, Object> of(AnsweredRequest found) {
        Map<String, Object> view = AdminViews.entry(found.entry());
        return new Json(view).put("answer", answer(found.answer())).map();
    }

    private static @Nullable Map<String, Object> answer(@Nullable PlannedAnswer answer) {
        if (answer == null) {
            return null;
        }
        return new Json()
                .put("status", answer.status())
                .put(
                        "headers",
                        answer.headers().stream()
                                .map(header -> List.of(header.name(), header.value()))
                                .toList())
                .put("body", answer.body())
                .put("truncated", answer.truncated())
                .map();
    }
}
