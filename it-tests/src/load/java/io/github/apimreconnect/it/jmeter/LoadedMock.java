package io.github.apimreconnect.it.jmeter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.apimreconnect.it.PackagedMock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The mock under load: the packaged one as a process of its own, or one that is running already. */
final class LoadedMock implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final @Nullable PackagedMock own;

    private LoadedMock(URI endpoint, @Nullable PackagedMock own) {
        this.endpoint = endpoint;
        this.own = own;
    }

    static LoadedMock of(LoadSettings settings, Path folder) throws IOException, InterruptedException {
        return settings.mock().isPresent() ? running(settings.mock().get()) : start(folder);
    }

    /** Without its journal there would be nothing to compare after the run. */
    private static LoadedMock running(URI endpoint) throws InterruptedException {
        LoadedMock mock = new LoadedMock(endpoint, null);
        try {
            mock.journal("none");
        } catch (IOException e) {
            throw new AssertionError(
                    "No mock answers this machine at " + endpoint + " (" + e + "). Nothing was sent.", e);
        }
        return mock;
    }

    private static LoadedMock start(Path folder) throws IOException {
        // More than planned: JMeter's timer may be ahead by a few.
        int journal = LoadSettings.MOST + LoadSettings.MOST / 10;
        PackagedMock own =
                new PackagedMock(folder.resolve("mock"), "--log", "quiet", "--journal", Integer.toString(journal));
        return new LoadedMock(own.httpEndpoint(), own);
    }

    URI endpoint() {
        return endpoint;
    }

    /** Returns whether nothing but the plan has sent requests to it. */
    boolean isOwn() {
        return own != null;
    }

    /** Returns the number of requests of a backend in the journal; a pattern is allowed. */
    long journal(String backend) throws IOException, InterruptedException {
        return get("journal/count?backend=" + backend).get("count").longValue();
    }

    long journal(String backend, String status) throws IOException, InterruptedException {
        return get("journal/count?backend=" + backend + "&status=" + status)
                .get("count")
                .longValue();
    }

    /** Returns the mock's own counts by status, since it started. */
    Map<String, Long> statuses() throws IOException, InterruptedException {
        Map<String, Long> statuses = new TreeMap<>();
        get("stats")
                .get("statuses")
                .properties()
                .forEach(status ->
                        statuses.put(status.getKey(), status.getValue().longValue()));
        return statuses;
    }

    private JsonNode get(String page) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/_mock/" + page))
                .timeout(Duration.ofSeconds(20))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
    }
}
