package io.github.apimreconnect.it.bench.mock;

import io.github.apimreconnect.it.RawConnection;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One request over its own connection. */
final class Probe {
    private static final int POLL_MILLIS = 2;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private Probe() {}

    static int status(int port, SampleRequest request) throws IOException {
        try (RawConnection connection = RawConnection.plain(port, 30_000)) {
            return connection.send(request.bytes(port)).status();
        }
    }

    /**
     * Repeats the request until the answer is 202: servers listen before they serve, and serve before their stubs are
     * loaded.
     */
    static void awaitAccepted(int port, Process process, Path log) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int status = 0;
        while (System.nanoTime() - start < PATIENCE && process.isAlive()) {
            try {
                status = status(port, SampleRequest.ACCEPTED);
                if (status == 202) {
                    return;
                }
            } catch (ConnectException notYet) {
                // Not listening yet.
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException("No 202 within a minute, but " + status + ":\n" + Files.readString(log));
    }
}
