package io.github.apimreconnect.it.bench.mock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;

/** The benchmark's handle on the generator process. */
final class Generator implements AutoCloseable {
    private final Child child;
    private final Writer orders;
    private final BufferedReader loads;

    Generator(Options options) throws IOException {
        child = Child.java(options.folder().resolve("generator.log"), true, Child.ofClass(LoadGenerator.class));
        orders = child.process().outputWriter();
        loads = child.process().inputReader();
    }

    Load run(LoadOrder order) throws IOException {
        begin(order);
        return end();
    }

    void begin(LoadOrder order) throws IOException {
        orders.write(order.line() + "\n");
        orders.flush();
    }

    boolean hasEnded() throws IOException {
        return loads.ready();
    }

    Load end() throws IOException {
        String line = loads.readLine();
        if (line == null || !Character.isDigit(line.charAt(0))) {
            throw new IOException("The generator says: " + line);
        }
        return Load.parse(line);
    }

    @Override
    public void close() {
        child.close();
    }
}
