package io.github.apimreconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The packaged mock as a process that is ready, and the requests that tests send to it.
 *
 * @param folder where its files are
 * @param process the process; its output is a pipe
 * @param endpoint its plain HTTP endpoint
 */
record RunningMock(Path folder, Process process, URI endpoint) implements AutoCloseable {
    static final String RECONNECT = "/subscriptions/0f8fad5b-d9cb-469f-a165-70867728950e/resourceGroups/rg1"
            + "/providers/Microsoft.ApiManagement/service/apimService1/backends/proxybackend/reconnect"
            + "?api-version=2023-05-01-preview";

    /** Starts a mock on a free port, behind a command such as {@code nice}, and waits until it is ready. */
    static RunningMock start(Path folder, List<String> before, String... args) throws Exception {
        Path ready = folder.resolve("ready.json");
        List<String> options = new ArrayList<>(List.of("--port", "0", "--ready-file", ready.toString()));
        options.addAll(List.of(args));
        ProcessBuilder builder = Standalone.builder(folder, options.toArray(new String[0]));
        builder.command().addAll(0, before);
        Process process = builder.start();
        URI endpoint = URI.create(
                Standalone.awaitJson(ready, process).at("/httpEndpoint").asText());
        return new RunningMock(folder, process, endpoint);
    }

    int port() {
        return endpoint.getPort();
    }

    /** Sends a POST with a token, and returns the status. */
    int post(String target, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + target))
                .header("Authorization", "Bearer any")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Sends bytes on a connection of their own, and returns the status. */
    int raw(String text) throws IOException {
        try (RawConnection connection = RawConnection.plain(port(), 20_000)) {
            return connection.send(text).status();
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Sends a signal, and returns the exit code. */
    int end(String signal) throws IOException, InterruptedException {
        signal(signal);
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(15, TimeUnit.SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    /** Waits until it takes no more connections. */
    void awaitRefusedConnections() throws InterruptedException {
        for (int i = 0; i < 600 && Standalone.listens("127.0.0.1", port()); i++) {
            assertThat(process.waitFor(25, TimeUnit.MILLISECONDS))
                    .as("it waits")
                    .isFalse();
        }
        assertThat(Standalone.listens("127.0.0.1", port())).isFalse();
    }

    /** Returns what it printed to standard error. */
    String errors() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
