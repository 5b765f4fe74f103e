package io.github.apimreconnect.it;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The signals that child processes of the tests do not receive. */
final class Signals {
    private static final int SIGINT = 2;

    private Signals() {}

    /** Skips the test if SIGINT is to be sent, and is ignored. */
    static void assumeReceived(String signal) throws IOException {
        assumeFalse(
                signal.equals("INT") && isInterruptIgnored(),
                "SIGINT is ignored here, as in the background of a script, and every child process inherits that");
    }

    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
        // The lowest bit is signal 1.
        return (Long.parseUnsignedLong(ignored, 16) & 1L << (SIGINT - 1)) != 0;
    }
}
