package io.github.apimreconnect.mockarm.internal.journal;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.JournalFilter;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.Glob;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Matches entries against a filter, and estimates the work of doing so. */
public final class EntryMatcher {
    /** The work an event loop may do at once: about ten milliseconds at worst. */
    public static final long MAX_WORK = 8_000_000;

    /** Bytes scanned in the time of one comparison. */
    private static final int SCANNED = 4;

    private EntryMatcher() {}

    /** Estimates the work of matching an entry: about the number of characters compared, at worst. */
    public static long work(JournalFilter filter, RecordedRequest entry) {
        return entry.headSize() / SCANNED
                + work(filter.backend(), entry.longestName())
                + work(filter.refusedBy(), length(entry.refusedBy()))
                + (filter.scripted() == null ? 0 : work(filter.scripted(), length(step(entry))));
    }

    private static long work(@Nullable String glob, int name) {
        return glob == null ? 0 : (long) glob.length() * name;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    public static boolean matches(JournalFilter filter, JournalEntry entry) {
        Integer status = filter.status();
        Instant since = filter.since();
        String id = filter.clientRequestId();
        String method = filter.method();
        String backend = filter.backend();
        String refusedBy = filter.refusedBy();
        String scripted = filter.scripted();
        return (status == null || status == entry.status())
                && (since == null || !entry.arrived().isBefore(since))
                && (filter.outcome() == null || filter.outcome() == entry.outcome())
                && (id == null || id.equals(entry.clientRequestId()))
                && (method == null || method.equalsIgnoreCase(entry.method()))
                && (backend == null || Glob.matches(backend, entry.backend()))
                && (refusedBy == null || matches(refusedBy, entry.refusedBy()))
                && (scripted == null || matches(scripted, step(entry)));
    }

    private static boolean matches(String glob, @Nullable String text) {
        return text != null && Glob.matches(glob, text);
    }

    /** Returns the text form of the step an entry was scripted with, as the admin API shows it, or null. */
    public static @Nullable String step(JournalEntry entry) {
        Step step = entry.scripted();
        return step == null ? null : step.times(1).toString();
    }
}
