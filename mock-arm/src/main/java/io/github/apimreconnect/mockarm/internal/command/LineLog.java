package io.github.apimreconnect.mockarm.internal.command;

import io.github.apimreconnect.mockarm.internal.connection.InternalErrors;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Prints lines on its own thread: standard output can be slow, and an event loop must not block. Lines that do not
 * fit in the queue are dropped, and their number is printed.
 */
final class LineLog {
    private static final int WAITING = 10_000;
    /** Limit on queued requests, including their bodies. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** A line, formatted when it is printed. */
    private record Line(int held, Supplier<String> text) {}

    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final LongFunction<String> droppedLine;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile List<String> last = List.of();
    private volatile boolean ending;

    private LineLog(LongFunction<String> droppedLine) {
        this.droppedLine = droppedLine;
    }

    /**
     * Starts a log.
     *
     * @param out where it prints
     * @param droppedLine the line that says how many were dropped
     */
    static LineLog to(PrintWriter out, LongFunction<String> droppedLine) {
        LineLog log = new LineLog(droppedLine);
        Thread printer = new Thread(() -> log.printAll(out), "mock-arm-log");
        printer.setDaemon(true);
        printer.start();
        return log;
    }

    /** Queues a line that holds about this many bytes while it waits, or drops it. */
    void print(int held, Supplier<String> text) {
        if (bytes.addAndGet(held) > MAX_BYTES || !waiting.offer(new Line(held, text))) {
            bytes.addAndGet(-held);
            dropped.incrementAndGet();
        }
    }

    /**
     * Ends the log: prints what waits, then these lines, then nothing more.
     *
     * @return the number of lines that could not be printed in time
     */
    long end(List<String> lines, Duration patience) throws InterruptedException {
        last = List.copyOf(lines);
        ending = true;
        // Wakes the printer; if the queue is full, it is awake.
        boolean unused = waiting.offer(new Line(0, () -> ""));
        boolean printed = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        return printed ? 0 : waiting.size() + dropped.get() + last.size();
    }

    private void printAll(PrintWriter out) {
        try {
            while (!(ending && waiting.isEmpty())) {
                Line line = waiting.take();
                bytes.addAndGet(-line.held);
                printDropped(out);
                String text = text(line);
                if (!text.isEmpty()) {
                    out.println(text);
                }
                if (waiting.isEmpty()) {
                    out.flush();
                }
            }
            printDropped(out);
            last.forEach(out::println);
            out.flush();
            ended.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the text; one line that cannot be formatted must not end the log. */
    private String text(Line line) {
        try {
            return line.text.get();
        } catch (RuntimeException e) {
            InternalErrors.log("a line was not logged", e);
            dropped.incrementAndGet();
            return "";
        }
    }

    private void printDropped(PrintWriter out) {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            out.println(droppedLine.apply(lost));
        }
    }
}
