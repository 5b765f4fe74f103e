package io.github.apimreconnect.it.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The journal of a running mock, by its admin API. */
final class Journal {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI page;

    Journal(String mock) {
        this.page = URI.create(mock + "/_mock/journal");
    }

    /**
     * A request.
     *
     * @param line its method, path without the query, and status
     * @param query its query, empty if there is none
     * @param userAgent the client's name of itself
     * @param body its body
     */
    record Entry(String line, String query, String userAgent, String body) {}

    void clear() throws IOException, InterruptedException {
        send("DELETE");
    }

    List<Entry> entries() throws IOException, InterruptedException {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : JsonMapper.builder().build().readTree(send("GET")).at("/entries")) {
            String[] target = entry.at("/target").asText().split("\\?", 2);
            entries.add(new Entry(
                    entry.at("/method").asText() + " " + target[0] + " "
                            + entry.at("/status").asInt(),
                    target.length == 1 ? "" : target[1],
                    entry.at("/headers/User-Agent").asText(),
                    entry.at("/body").asText()));
        }
        return entries;
    }

    private String send(String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page)
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
