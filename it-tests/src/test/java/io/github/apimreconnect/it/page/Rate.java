package io.github.apimreconnect.it.page;

import io.github.apimreconnect.it.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Requests at a steady rate over one connection, from a thread of their own. */
record Rate(CompletableFuture<Integer> accepted) {
    private static final int PER_WRITE = 10;

    /** Starts; {@link #accepted()} completes with the number of 202s once all are answered. */
    static Rate start(int port, int perSecond, int requests) {
        String request = "POST " + Caller.target("proxybackend") + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer any\r\nContent-Length: 0\r\n\r\n";
        byte[] several = request.repeat(PER_WRITE).getBytes(StandardCharsets.US_ASCII);
        return new Rate(CompletableFuture.supplyAsync(
                () -> {
                    try (RawConnection connection = RawConnection.plain(port, 60_000)) {
                        CompletableFuture<Void> sent = CompletableFuture.runAsync(
                                () -> send(connection, several, perSecond, requests / PER_WRITE), Rate::thread);
                        int accepted = connection.accepted(requests);
                        sent.join();
                        return accepted;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Rate::thread));
    }

    private static void send(RawConnection connection, byte[] several, int perSecond, int writes) {
        long start = System.nanoTime();
        try {
            for (int i = 0; i < writes; i++) {
                long due = start + 1_000_000_000L * PER_WRITE * i / perSecond;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                connection.send(several);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "rate");
        thread.setDaemon(true);
        thread.start();
    }
}
