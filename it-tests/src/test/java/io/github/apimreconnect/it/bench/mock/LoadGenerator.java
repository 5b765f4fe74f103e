package io.github.apimreconnect.it.bench.mock;

import io.netty.channel.EventLoopGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Generates the load in its own process, warm for all contenders. Reads one order per line, and prints one {@link Load}
 * per line. Exits when standard input is closed.
 */
final class LoadGenerator {
    private LoadGenerator() {}

    public static void main(String[] args) throws IOException {
        EventLoopGroup loops = Transport.loops(Runtime.getRuntime().availableProcessors());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(answer(order, loops));
        }
        System.exit(0);
    }

    private static String answer(String order, EventLoopGroup loops) {
        try {
            return new LoadRun(LoadOrder.parse(order), loops).run().line();
        } catch (Exception e) {
            return "failed: " + e;
        }
    }
}
