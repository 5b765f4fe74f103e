package io.github.apimreconnect.mockarm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An answer larger than the socket buffers, so that the mock cannot write all of it until the caller reads. */
public final class LargeAnswer {
    public static final int LENGTH = 6 * 1024 * 1024;

    private LargeAnswer() {}

    public static MockArmBuilder addTo(MockArmBuilder mock, Path folder) {
        return addTo(mock, folder, LENGTH);
    }

    public static MockArmBuilder addTo(MockArmBuilder mock, Path folder, int length) {
        try {
            Files.writeString(
                    folder.resolve("large.json"),
                    "{\"status\":200,\"text\":\"" + "x".repeat(length) + "\",\"about\":\"\",\"source\":\"\"}");
            return mock.scenarios(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String request(String headers) {
        return Requests.raw("x-mock-scenario: large\r\n" + headers);
    }
}
