package io.github.apimreconnect.mockarm;

import java.io.PrintWriter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Prints a line for each request, on a thread of its own: a terminal can be slow, and an event loop must not wait. */
final class RequestLog implements Consumer<JournalEntry> {
    private static final int WAITING = 10_000;
    /** Of requests that wait, with their bodies. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final BlockingQueue<JournalEntry> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong bytes = new AtomicLong();

    static RequestLog to(PrintWriter out) {
        RequestLog log = new RequestLog();
        Thread printer = new Thread(() -> log.print(out), "mock-arm-log");
        printer.setDaemon(true);
        printer.start();
        return log;
    }

    /** Takes an entry, unless so many wait that the log is behind; the journal has them all. */
    @Override
    public void accept(JournalEntry entry) {
        int weight = entry.weight();
        if (bytes.get() + weight <= MAX_BYTES && waiting.offer(entry)) {
            bytes.addAndGet(weight);
        }
    }

    private void print(PrintWriter out) {
        try {
            while (true) {
                JournalEntry entry = waiting.take();
                bytes.addAndGet(-entry.weight());
                out.println(RequestLine.of(entry));
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
