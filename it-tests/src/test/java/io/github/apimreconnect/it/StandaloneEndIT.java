package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the packaged mock ends on SIGTERM. */
final class StandaloneEndIT {
    @TempDir
    private Path folder;

    @Test
    void sigtermLetsARequestInFlightFinishAndRefusesNewOnes() throws Exception {
        Process process = Standalone.run(
                folder, "--port", "0", "--ready-file", folder.resolve("r.json").toString(), "--drain-timeout", "20s");
        try {
            JsonNode json = Standalone.awaitJson(folder.resolve("r.json"), process);
            int port = URI.create(json.at("/httpEndpoint").asText()).getPort();
            try (RawConnection caller = RawConnection.plain(port, 20_000)) {
                caller.send("POST /half HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{");
                process.toHandle().destroy();
                for (String address : List.of("127.0.0.1", "::1")) {
                    for (int i = 0; i < 600 && Standalone.listens(address, port); i++) {
                        assertThat(process.waitFor(25, TimeUnit.MILLISECONDS))
                                .as("it waits")
                                .isFalse();
                    }
                    assertThat(Standalone.listens(address, port)).as(address).isFalse();
                }
                assertThat(caller.send("}").status()).isEqualTo(404);
            }
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void sigtermRightBehindRequestsCutsNone() throws Exception {
        String whole = "GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n";
        Process process = Standalone.run(
                folder, "--port", "0", "--ready-file", folder.resolve("r.json").toString(), "--drain-timeout", "20s");
        List<RawConnection> callers = new ArrayList<>();
        try {
            JsonNode json = Standalone.awaitJson(folder.resolve("r.json"), process);
            int port = URI.create(json.at("/httpEndpoint").asText()).getPort();
            for (int i = 0; i < 200; i++) {
                callers.add(RawConnection.plain(port, 20_000));
            }
            // Every other caller sends only half a request.
            for (int i = 0; i < callers.size(); i++) {
                callers.get(i).send(i % 2 == 0 ? whole : whole.substring(0, whole.length() / 2));
            }
            process.toHandle().destroy();
            for (int i = 0; i < callers.size(); i++) {
                if (i % 2 != 0) {
                    callers.get(i).send(whole.substring(whole.length() / 2));
                }
                assertThat(callers.get(i).rest()).as("request %d", i).startsWith("HTTP/1.1 404");
            }
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
            for (RawConnection caller : callers) {
                caller.close();
            }
        }
    }
}
