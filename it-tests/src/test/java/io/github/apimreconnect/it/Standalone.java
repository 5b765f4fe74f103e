package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Starts the packaged mock; its stderr goes to the file {@code stderr} in the folder. */
final class Standalone {
    private Standalone() {}

    static Process run(Path folder, String... args) throws IOException {
        return builder(folder, args).start();
    }

    static ProcessBuilder builder(Path folder, String... args) {
        return Jar.builder(Jar.MOCK, args)
                .redirectError(folder.resolve("stderr").toFile());
    }

    static JsonNode awaitJson(Path file, Process process) throws Exception {
        // The file is written right after the ready line.
        for (int i = 0; i < 1200 && !Files.exists(file); i++) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as("the mock has ended")
                    .isFalse();
        }
        return JsonMapper.builder().build().readTree(file.toFile());
    }

    static boolean listens(String address, int port) {
        try {
            new Socket(address, port).close();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
