package io.github.apimreconnect.it.load;

import io.github.apimreconnect.it.RawConnection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Pipelined requests over a few connections. */
final class Pipeline {
    private static final int BUFFER = 64 * 1024;
    private static final int PATIENCE_MILLIS = 60_000;

    private Pipeline() {}

    /** Sends requests numbered from 0, and returns how many were accepted; throws if a connection ends early. */
    static int accepted(int port, int connections, int requests, IntFunction<byte[]> request) {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int first = i;
            all.add(CompletableFuture.supplyAsync(
                    () -> accepted(port, first, connections, requests, request), Pipeline::thread));
        }
        return all.stream().mapToInt(CompletableFuture::join).sum();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "pipeline");
        thread.setDaemon(true);
        thread.start();
    }

    private static int accepted(int port, int first, int step, int requests, IntFunction<byte[]> request) {
        try (RawConnection connection = RawConnection.plain(port, PATIENCE_MILLIS)) {
            int count = (requests - first + step - 1) / step;
            CompletableFuture<Void> sent = CompletableFuture.runAsync(
                    () -> send(connection, first, step, requests, request), Pipeline::thread);
            int accepted = connection.accepted(count);
            sent.join();
            return accepted;
        } catch (IOException e) {
            throw new AssertionError("A connection ended early", e);
        }
    }

    private static void send(RawConnection connection, int first, int step, int requests, IntFunction<byte[]> request) {
        try {
            OutputStream out = new BufferedOutputStream(connection.output(), BUFFER);
            for (int i = first; i < requests; i += step) {
                out.write(request.apply(i));
            }
            out.flush();
        } catch (IOException e) {
            throw new AssertionError("A request could not be sent", e);
        }
    }
}
