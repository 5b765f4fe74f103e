package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.arm.VisibleText;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Prints a line for each request. */
public final class RequestLog implements Consumer<RecordedRequest> {
    private final LineLog lines;

    private RequestLog(LineLog lines) {
        this.lines = lines;
    }

    public static RequestLog to(PrintWriter out) {
        return new RequestLog(LineLog.to(out, count -> count + " requests not logged: the output is too slow"));
    }

    /** Queues an entry, or drops it if the log has fallen behind. */
    @Override
    public void accept(RecordedRequest entry) {
        lines.print(entry.weight(), () -> line(entry));
    }

    LineLog lines() {
        return lines;
    }

    /** Formats a request as one line, without characters that a terminal would interpret. */
    public static String line(JournalEntry entry) {
        Step step = entry.scripted();
        String line = entry.arrived() + " " + entry.status() + " " + entry.method() + " " + entry.target()
                + (step == null ? "" : " [" + step.times(1) + "]")
                + (entry.refusedBy() == null ? "" : " (" + entry.refusedBy() + ": " + entry.reason() + ")")
                + entry.alsoRefusedBy().stream()
                        .map(also -> " (also " + also.check() + ": " + also.reason() + ")")
                        .collect(Collectors.joining());
        return VisibleText.ascii(line);
    }
}
