package io.github.apimreconnect.it.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Requests over a few connections, each sent without waiting for the answer to the one before. */
final class Pipeline {
    private static final int BUFFER = 64 * 1024;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final byte[] ACCEPTED = "HTTP/1.1 202 ".getBytes(StandardCharsets.US_ASCII);

    private Pipeline() {}

    /** Sends requests by their numbers from 0 on, and returns how many were accepted; a connection that ends early throws. */
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
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            int count = (requests - first + step - 1) / step;
            CompletableFuture<Void> sent =
                    CompletableFuture.runAsync(() -> send(socket, first, step, requests, request), Pipeline::thread);
            int accepted = heard(socket.getInputStream(), count);
            sent.join();
            return accepted;
        } catch (IOException e) {
            throw new AssertionError("A connection ended early", e);
        }
    }

    private static void send(Socket socket, int first, int step, int requests, IntFunction<byte[]> request) {
        try {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            for (int i = first; i < requests; i += step) {
                out.write(request.apply(i));
            }
            out.flush();
        } catch (IOException e) {
            throw new AssertionError("A request could not be sent", e);
        }
    }

    /** Reads so many answers without a body, and counts the 202s. */
    private static int heard(InputStream socket, int count) throws IOException {
        InputStream in = new BufferedInputStream(socket, BUFFER);
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            accepted += isAccepted(in, i) ? 1 : 0;
        }
        return accepted;
    }

    private static boolean isAccepted(InputStream in, int place) throws IOException {
        boolean accepted = true;
        int last = 0;
        for (int at = 0; last != ('\n' << 16 | '\r' << 8 | '\n'); at++) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("No answer to request " + place + " of this connection");
            }
            accepted &= at >= ACCEPTED.length || next == ACCEPTED[at];
            last = (last << 8 | next) & 0xFFFFFF;
        }
        return accepted;
    }
}
