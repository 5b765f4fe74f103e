package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.JournalEntry;
import io.github.apimreconnect.mockarm.Step;
import io.github.apimreconnect.mockarm.internal.journal.RecordedRequest;
import java.io.PrintWriter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Prints a line for each request, on its own thread: a terminal can be slow, and an event loop must not block. */
public final class RequestLog implements Consumer<RecordedRequest> {
    private static final int WAITING = 10_000;
    /** Limit on queued requests, including their bodies. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final BlockingQueue<RecordedRequest> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong bytes = new AtomicLong();

    public static RequestLog to(PrintWriter out) {
        RequestLog log = new RequestLog();
        Thread printer = new Thread(() -> log.print(out), "mock-arm-log");
        printer.setDaemon(true);
        printer.start();
        return log;
    }

    /** Queues an entry, or drops it if the log has fallen behind; the journal has them all. */
    @Override
    public void accept(RecordedRequest entry) {
        int weight = entry.weight();
        if (bytes.get() + weight <= MAX_BYTES && waiting.offer(entry)) {
            bytes.addAndGet(weight);
        }
    }

    private void print(PrintWriter out) {
        try {
            while (true) {
                RecordedRequest entry = waiting.take();
                bytes.addAndGet(-entry.weight());
                out.println(line(entry));
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        StringBuilder safe = new StringBuilder(line.length());
        line.chars().forEach(c -> safe.append(Character.isISOControl(c) || c > 0x7E ? '?' : (char) c));
        return safe.toString();
    }
}
