package io.github.apimreconnect.mockarm.internal.journal;

import org.jspecify.annotations.Nullable;

/**
 * A request with its answer.
 *
 * @param entry the request
 * @param answer the answer, or null if it was dropped
 */
public record AnsweredRequest(
        RecordedRequest entry, @Nullable PlannedAnswer answer) {}
